/* api/metrics_process.c: the process, by the names that every client library of Prometheus gives. */
#include "metrics.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void process_memory(struct buf *out)
{
    char line[128] = "", *end = line;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL) {
        return;
    }
    if (fgets(line, sizeof line, file) != NULL) {
        unsigned long long size = strtoull(line, &end, 10), resident = strtoull(end, NULL, 10);
        double page = (double)sysconf(_SC_PAGESIZE);
        metric_gauge(out, "process_virtual_memory_bytes", "Virtual memory size in bytes.", (double)size * page);
        metric_gauge(out, "process_resident_memory_bytes", "Resident memory size in bytes.", (double)resident * page);
    }
    fclose(file);
}

static void process_descriptors(struct buf *out)
{
    DIR *folder = opendir("/proc/self/fd");
    if (folder != NULL) {
        size_t n = 0;
        for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            n += entry->d_name[0] != '.';
        }
        closedir(folder);
        metric_gauge(out, "process_open_fds", "Number of open file descriptors.",
                     (double)(n - 1)); /* the folder's own */
    }
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        metric_gauge(out, "process_max_fds", "Maximum number of open file descriptors.", (double)limit.rlim_cur);
    }
}

void metrics_write_process(struct buf *out, const struct api_host *host)
{
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) == 0) {
        metric_family(out, "process_cpu_seconds_total", "counter", "Total user and system CPU time spent in seconds.");
        metric_sample(out, "process_cpu_seconds_total", NO_LABELS,
                      seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime));
    }
    metric_gauge(out, "process_start_time_seconds", "Start time of the process since unix epoch in seconds.",
                 (double)host->started / SECOND_MS);
    process_memory(out);
    process_descriptors(out);
}
