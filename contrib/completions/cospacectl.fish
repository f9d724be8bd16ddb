# Completion of cospacectl for fish: the program says itself what could come next (cospacectl __complete).

function __cospacectl_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (command $words[1] __complete -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = :files
            __fish_complete_path (string replace -r '^--[a-z-]*=' '' -- "$current")
        else
            echo $line
        end
    end
end

complete -c cospacectl -f -k -a '(__cospacectl_complete)'
