/** Bash breaks words at "=" and ":" too; the command is asked with words as they were typed. */
export const bashScript = `# Completion of compose for bash: source <(compose completion bash)

__compose_words() {
  local rest=\${COMP_LINE:0:COMP_POINT} index word
  compose_words=()
  for ((index = 0; index <= COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ index -gt 0 && -n $rest && $rest != [[:space:]]* ]]; then
      [[ $index -eq $COMP_CWORD ]] && word=$rest
      compose_words[\${#compose_words[@]}-1]+=$word
    else
      rest=\${rest#"\${rest%%[![:space:]]*}"}
      [[ $index -eq $COMP_CWORD ]] && word=$rest
      compose_words[\${#compose_words[@]}]=$word
    fi
    rest=\${rest#"$word"}
  done
}

__compose_complete() {
  local compose_words current answer directive line
  COMPREPLY=()
  __compose_words
  current=\${compose_words[\${#compose_words[@]}-1]}
  answer=$("\${compose_words[0]}" __completeNoDesc "\${compose_words[@]:1}" 2>/dev/null) || return
  directive=\${answer##*:}
  answer=\${answer%:*}
  case $current in
    -*=*) current=\${current#*=} ;;
  esac
  if ((directive & 8)); then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
      [[ -d $line || $line == *.yaml || $line == *.yml ]] && COMPREPLY+=("$line")
    done < <(compgen -f -- "$current")
    return
  fi
  if ((directive & 16)); then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -d -- "$current")
    return
  fi
  while IFS= read -r line; do
    [[ -n $line ]] && COMPREPLY+=("$line")
  done <<<"$answer"
  if [[ \${#COMPREPLY[@]} -eq 0 ]]; then
    ((directive & 4)) || compopt -o default 2>/dev/null
    return
  fi
  ((directive & 2)) && compopt -o nospace 2>/dev/null
  return 0
}

complete -F __compose_complete compose
`
