# Completion of cospacectl for bash: the program says itself what could come next (cospacectl __complete).

_cospacectl() {
    local rest=${COMP_LINE:0:COMP_POINT} words=() gap piece i
    # bash cuts words at = and : as well; what stands without a blank between is one word.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        gap=${rest%%[!$' \t']*}
        rest=${rest#"$gap"}
        piece=${COMP_WORDS[i]}
        [ "$i" = "$COMP_CWORD" ] && piece=$rest
        if [ -z "$gap" ] && ((i > 0)); then
            words[${#words[@]} - 1]+=$piece
        else
            words+=("$piece")
        fi
        rest=${rest#"$piece"}
    done
    words=("${words[@]//[\"\'\\]/}")
    local current=${words[${#words[@]} - 1]} program=${words[0]/#\~\//$HOME/} line value
    # Only what follows the last of them is put in by bash.
    local head=
    [[ $COMP_WORDBREAKS == *=* && $current == *=* ]] && head=${current%"${current##*=}"}
    [[ $COMP_WORDBREAKS == *:* && $current == *:* ]] && head=${current%"${current##*:}"}
    COMPREPLY=()
    while IFS= read -r line; do
        if [ "$line" = :files ]; then
            compopt -o filenames
            while IFS= read -r value; do
                COMPREPLY+=("$value")
            done < <(compgen -f -- "${current#"$head"}")
            continue
        fi
        value=${line%%$'\t'*}
        value=${value#"$head"}
        # Where bash only lists them, with what they are.
        if [ "$COMP_TYPE" = 63 ] && [ "${line#*$'\t'}" != "" ]; then
            value+="  (${line#*$'\t'})"
        fi
        COMPREPLY+=("$value")
    done < <("$program" __complete -- "${words[@]:1}" 2>/dev/null)
    # A single one is put in, and then without it.
    if [ ${#COMPREPLY[@]} = 1 ]; then
        COMPREPLY=("${COMPREPLY[0]%%  (*}")
    fi
}

complete -F _cospacectl cospacectl
