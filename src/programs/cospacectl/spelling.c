/* spelling.c: the distance of Damerau and Levenshtein, without moving a letter twice. */
#include "spelling.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t spelling_distance(const char *a, const char *b)
{
    size_t rows[SPELLING_LONGEST + 1][SPELLING_LONGEST + 1];
    size_t len_a = strlen(a), len_b = strlen(b);
    if (len_a > SPELLING_LONGEST || len_b > SPELLING_LONGEST) {
        return SPELLING_LONGEST + 1;
    }
    for (size_t i = 0; i <= len_a; i++) {
        for (size_t j = 0; j <= len_b; j++) {
            if (i == 0 || j == 0) {
                rows[i][j] = i + j;
                continue;
            }
            size_t changed = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            rows[i][j] = least(changed, least(rows[i - 1][j], rows[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        }
    }
    return rows[len_a][len_b];
}

bool spelling_is_near(const char *word, size_t distance)
{
    size_t len = strlen(word);
    return distance <= (len < 3 ? 0 : len < 6 ? 1 : len / 3) && distance < len;
}
