/* contrib/bench/bare.c: the yardstick: the requests that start meetings, sent by libcurl alone.
 *
 * bare URL USER PASSWORD CA-FILE MEETINGS LEGS IN-FLIGHT: reads the spaces, then for each of the first MEETINGS of them PUT, POST calls and LEGS times
 * POST callLegs, IN-FLIGHT at once over kept-alive connections; prints the requests and the milliseconds between the first and the last answer.
 * No store, no decisions, no recovery: what a program that does nothing else would need. */
#include <curl/curl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 4096, BODY = 256 * 1024, ID = 36 };

struct job {
    char space[ID + 1];
    char call[ID + 1];
    int step; /* 0 PUT, 1 POST calls, 2… POST callLegs */
    int legs_asked;
};

struct slot {
    CURL *easy;
    struct job *job;
    char location[256];
    char body[512];
    size_t body_at, body_len;
};

static const char *base_url, *user, *password, *ca_file;

static double now_ms(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e3 + (double)at.tv_nsec / 1e6;
}

static size_t sink(char *data, size_t size, size_t n, void *ctx)
{
    (void)data;
    (void)ctx;
    return size * n;
}

static size_t collect(char *data, size_t size, size_t n, void *ctx)
{
    char *text = ctx;
    size_t len = strlen(text);
    if (len + size * n < BODY) {
        memcpy(text + len, data, size * n);
        text[len + size * n] = '\0';
    }
    return size * n;
}

static size_t header(char *data, size_t size, size_t n, void *ctx)
{
    struct slot *slot = ctx;
    if (size * n > 10 && strncasecmp(data, "Location: ", 10) == 0) {
        snprintf(slot->location, sizeof slot->location, "%.*s", (int)(size * n - 10), data + 10);
        slot->location[strcspn(slot->location, "\r\n")] = '\0';
    }
    return size * n;
}

static size_t give(char *data, size_t size, size_t n, void *ctx)
{
    struct slot *slot = ctx;
    size_t len = slot->body_len - slot->body_at;
    len = len < size * n ? len : size * n;
    memcpy(data, slot->body + slot->body_at, len);
    slot->body_at += len;
    return len;
}

static void common(CURL *easy)
{
    curl_easy_setopt(easy, CURLOPT_USERNAME, user);
    curl_easy_setopt(easy, CURLOPT_PASSWORD, password);
    curl_easy_setopt(easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    curl_easy_setopt(easy, CURLOPT_CAINFO, ca_file);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
}

/* The ids of the first n spaces, page by page. */
static int read_spaces(struct job *jobs, int n)
{
    static char text[BODY];
    int got = 0;
    for (int offset = 0; got < n;) {
        char url[512];
        CURL *easy = curl_easy_init();
        text[0] = '\0';
        snprintf(url, sizeof url, "%s/api/v1/coSpaces?offset=%d&limit=50", base_url, offset);
        common(easy);
        curl_easy_setopt(easy, CURLOPT_URL, url);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, collect);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, (void *)text);
        CURLcode code = curl_easy_perform(easy);
        curl_easy_cleanup(easy);
        if (code != CURLE_OK) {
            fprintf(stderr, "bare: %s\n", curl_easy_strerror(code));
            return -1;
        }
        int page = 0;
        for (const char *at = text; got < n && (at = strstr(at, "<coSpace id=\"")) != NULL; page++) {
            at += strlen("<coSpace id=\"");
            memcpy(jobs[got++].space, at, ID);
        }
        if (page == 0) {
            return -1;
        }
        offset += page;
    }
    return 0;
}

static void start(CURLM *multi, struct slot *slot, struct job *job, int number)
{
    char url[512];
    bool put = job->step == 0;
    slot->job = job;
    slot->body_at = 0;
    slot->location[0] = '\0';
    if (put) {
        snprintf(url, sizeof url, "%s/api/v1/cospaces/%s", base_url, job->space);
        snprintf(slot->body, sizeof slot->body,
                 "&nonMemberAccess=true&passcode=&name=Burst+meeting+%d&secret=86db1bdd-5cf7-4ea8-b88d-479195f4701a", number);
    } else if (job->step == 1) {
        snprintf(url, sizeof url, "%s/api/v1/calls", base_url);
        snprintf(slot->body, sizeof slot->body, "coSpace=%s", job->space);
    } else {
        snprintf(url, sizeof url, "%s/api/v1/calls/%s/calllegs", base_url, job->call);
        snprintf(slot->body, sizeof slot->body, "remoteParty=bare%d.%d@video.example.com", number, job->legs_asked++);
    }
    slot->body_len = strlen(slot->body);
    curl_easy_setopt(slot->easy, CURLOPT_URL, url);
    curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE, (long)slot->body_len);
    curl_easy_setopt(slot->easy, CURLOPT_CUSTOMREQUEST, put ? "PUT" : NULL);
    curl_multi_add_handle(multi, slot->easy);
}

/* Moves the job on after an answer; false if it failed. */
static bool finish(struct slot *slot)
{
    long status = 0;
    struct job *job = slot->job;
    curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) {
        fprintf(stderr, "bare: status %ld at step %d\n", status, job->step);
        return false;
    }
    if (job->step == 1) {
        const char *id = strrchr(slot->location, '/');
        snprintf(job->call, sizeof job->call, "%s", id != NULL ? id + 1 : "");
    }
    job->step = job->step < 2 ? job->step + 1 : 2;
    return true;
}

/* A ring of jobs that may send: those that were opened first are dialled first, as any scheduler would. */
struct ready {
    int items[MOST * 8];
    int head, tail;
};

static void prepare(struct slot *slot, struct curl_slist *headers)
{
    slot->easy = curl_easy_init();
    common(slot->easy);
    curl_easy_setopt(slot->easy, CURLOPT_POST, 1L);
    curl_easy_setopt(slot->easy, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(slot->easy, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(slot->easy, CURLOPT_READDATA, slot);
    curl_easy_setopt(slot->easy, CURLOPT_WRITEFUNCTION, sink);
    curl_easy_setopt(slot->easy, CURLOPT_HEADERFUNCTION, header);
    curl_easy_setopt(slot->easy, CURLOPT_HEADERDATA, slot);
    curl_easy_setopt(slot->easy, CURLOPT_PRIVATE, slot);
}

static struct job jobs[MOST];
static struct ready ready;

int main(int argc, char **argv)
{
    if (argc != 8) {
        fprintf(stderr, "usage: bare URL USER PASSWORD CA-FILE MEETINGS LEGS IN-FLIGHT\n");
        return 2;
    }
    base_url = argv[1], user = argv[2], password = argv[3], ca_file = argv[4];
    int n = (int)strtol(argv[5], NULL, 10), legs = (int)strtol(argv[6], NULL, 10), in_flight = (int)strtol(argv[7], NULL, 10);
    if (n < 1 || n > MOST || legs < 0 || legs > 6 || in_flight < 1 || in_flight > 64 || read_spaces(jobs, n) != 0) {
        return 1;
    }
    struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
    struct slot slots[64] = {{0}};
    CURLM *multi = curl_multi_init();
    for (int i = 0; i < in_flight; i++) {
        prepare(&slots[i], headers);
    }
    for (int i = 0; i < n; i++) {
        ready.items[ready.tail++] = i;
    }
    int idle[64], n_idle = 0, sent = 0, answered = 0, total = n * (2 + legs);
    for (int i = 0; i < in_flight; i++) {
        idle[n_idle++] = i;
    }
    double began = now_ms();
    while (answered < total) {
        while (n_idle > 0 && ready.head < ready.tail) {
            int j = ready.items[ready.head++];
            start(multi, &slots[idle[--n_idle]], &jobs[j], j);
            sent++;
        }
        int running = 0, left = 0;
        curl_multi_perform(multi, &running);
        for (CURLMsg *message; (message = curl_multi_info_read(multi, &left)) != NULL;) {
            struct slot *slot = NULL;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &slot);
            CURLcode code = message->data.result;
            curl_multi_remove_handle(multi, slot->easy);
            int before = slot->job->step;
            if (code != CURLE_OK || !finish(slot)) {
                fprintf(stderr, "bare: %s\n", curl_easy_strerror(code));
                return 1;
            }
            answered++;
            idle[n_idle++] = (int)(slot - slots);
            for (int i = 0; before < 2 && i < (slot->job->step == 2 ? legs : 1); i++) {
                ready.items[ready.tail++] = (int)(slot->job - jobs);
            }
        }
        if (answered < total && (n_idle == 0 || ready.head == ready.tail)) {
            curl_multi_poll(multi, NULL, 0, 1000, NULL);
        }
    }
    printf("{\"requests\": %d, \"makespan_ms\": %.1f}\n", sent, now_ms() - began);
    return 0;
}
