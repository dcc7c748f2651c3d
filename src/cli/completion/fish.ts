export const fishScript = `# Completion of compose for fish: compose completion fish | source

function __compose_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l answer (command $words[1] __complete $words[2..-1] "$current" 2>/dev/null)
    set -l directive (string replace ':' '' -- "$answer[-1]")
    set -l values $answer[1..-2]
    set -l prefix ''
    if string match -q -- '-*=*' "$current"
        set prefix (string replace -r '=.*' '=' -- "$current")
    end
    switch "$directive"
        case 8
            for path in (__fish_complete_path (string replace -- "$prefix" '' "$current"))
                string match -q -r '(/|\\.ya?ml)(\\t|$)' -- "$path"; and echo "$prefix$path"
            end
            return
        case 16
            for path in (__fish_complete_directories (string replace -- "$prefix" '' "$current"))
                echo "$prefix$path"
            end
            return
    end
    if test (count $values) -eq 0; and contains -- "$directive" 0 2
        __fish_complete_path "$current"
        return
    end
    for value in $values
        echo "$prefix$value"
    end
end

complete -c compose -f -a '(__compose_complete)'
`
