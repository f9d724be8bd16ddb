/* core/address.h: what can be dialled.
 *
 * A Meeting Server takes a SIP URI, a phone number or a user's JID as remoteParty (API reference 6.4) and lets its
 * outbound dial plan decide the rest, H.323 aliases and IP addresses among it: so only what can be none of these is
 * refused: room@example.com, sip:room@example.com;transport=tcp, +33 1 40 00 00 00, 4711, meeting.room, 192.0.2.7,
 * 192.0.2.7##4711, [2001:db8::7], h323:4711@gw.example.com and tel:+33140000000 are dialled. */
#ifndef CORE_ADDRESS_H
#define CORE_ADDRESS_H

/* What is dialled for an address for which nothing else is said: itself, without the mailto: that calendars write.
 * Borrowed from it. */
const char *address_dialled(const char *address);
/* NULL: it may be dialled; else why not and what to say instead, one sentence. Static. */
const char *address_fault(const char *dial);

#endif
