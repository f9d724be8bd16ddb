/* profile_fields.c: what the two kinds of profiles hold. */
#include "profile.h"

static const char *const manual_words[] = {"disabled", "manual", "automatic", NULL};
static const char *const lock_words[] = {"all", "needsActivation", NULL};
static const char *const passcode_words[] = {"required", "timeout", NULL};
static const char *const lync_words[] = {"dualHomeCluster", "dualHomeCallBridge", "gateway", NULL};
static const char *const presentation_words[] = {"dualStream", "singleStream", NULL};
static const char *const video_words[] = {"auto", "disabled", NULL};
static const char *const encryption_words[] = {"optional", "required", "prohibited", NULL};
static const char *const deactivation_words[] = {"deactivate", "disconnect", "remainActivated", NULL};
static const char *const bfcp_words[] = {"serverOnly", "serverAndClient", NULL};
static const char *const main_quality_words[] = {"unrestricted", "max1080p30", "max720p30", "max480p30", NULL};
static const char *const presentation_quality_words[] = {"unrestricted", "max1080p30", "max720p5", NULL};
static const char *const counter_words[] = {"never", "auto", "always", NULL};
static const char *const gain_words[] = {"disabled", "agc", NULL};

#define FLAG(field_name)                                                                                               \
    {                                                                                                                  \
        .name = (field_name), .type = SIM_FIELD_BOOL                                                                   \
    }
#define TEXT(field_name)                                                                                               \
    {                                                                                                                  \
        .name = (field_name), .type = SIM_FIELD_TEXT                                                                   \
    }
#define NUMBER(field_name, most)                                                                                       \
    {                                                                                                                  \
        .name = (field_name), .type = SIM_FIELD_NUMBER, .limit = (most)                                                \
    }
#define WORD(field_name, list)                                                                                         \
    {                                                                                                                  \
        .name = (field_name), .type = SIM_FIELD_WORD, .words = (list)                                                  \
    }

static const struct sim_field call_profile_fields[] = {
    NUMBER("participantLimit", 0),
    FLAG("messageBoardEnabled"),
    FLAG("locked"),
    WORD("recordingMode", manual_words),
    WORD("streamingMode", manual_words),
    WORD("lockMode", lock_words),
    TEXT("sipRecorderUri"),
    TEXT("sipStreamerUri"),
    WORD("passcodeMode", passcode_words),
    NUMBER("passcodeTimeout", 0),
    FLAG("gatewayAudioCallOptimization"),
    WORD("lyncConferenceMode", lync_words),
};

static const struct sim_field call_leg_profile_fields[] = {
    TEXT("name"),
    FLAG("needsActivation"),
    WORD("defaultLayout", sim_layout_words),
    FLAG("changeLayoutAllowed"),
    FLAG("participantLabels"),
    WORD("presentationDisplayMode", presentation_words),
    FLAG("presentationContributionAllowed"),
    FLAG("presentationViewingAllowed"),
    FLAG("allowAllPresentationContributionAllowed"),
    FLAG("changeJoinAudioMuteOverrideAllowed"),
    FLAG("allowAllMuteSelfAllowed"),
    FLAG("callLockAllowed"),
    FLAG("recordingControlAllowed"),
    FLAG("streamingControlAllowed"),
    FLAG("setImportanceAllowed"),
    FLAG("endCallAllowed"),
    FLAG("disconnectOthersAllowed"),
    FLAG("addParticipantAllowed"),
    FLAG("muteOthersAllowed"),
    FLAG("videoMuteOthersAllowed"),
    FLAG("muteSelfAllowed"),
    FLAG("videoMuteSelfAllowed"),
    NUMBER("joinToneParticipantThreshold", 100),
    NUMBER("leaveToneParticipantThreshold", 100),
    WORD("videoMode", video_words),
    FLAG("rxAudioMute"),
    FLAG("txAudioMute"),
    FLAG("rxVideoMute"),
    FLAG("txVideoMute"),
    WORD("sipMediaEncryption", encryption_words),
    NUMBER("audioPacketSizeMs", 0),
    WORD("deactivationMode", deactivation_words),
    NUMBER("deactivationModeTime", 0),
    FLAG("telepresenceCallsAllowed"),
    FLAG("sipPresentationChannelEnabled"),
    WORD("bfcpMode", bfcp_words),
    NUMBER("maxCallDurationTime", 0),
    WORD("qualityMain", main_quality_words),
    WORD("qualityPresentation", presentation_quality_words),
    WORD("participantCounter", counter_words),
    FLAG("controlRemoteCameraAllowed"),
    WORD("audioGainMode", gain_words),
};

const struct sim_schema sim_call_profile_schema = {call_profile_fields,
                                                   sizeof call_profile_fields / sizeof call_profile_fields[0]};
const struct sim_schema sim_call_leg_profile_schema = {call_leg_profile_fields, sizeof call_leg_profile_fields /
                                                                                    sizeof call_leg_profile_fields[0]};
