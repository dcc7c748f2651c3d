export const zshScript = `#compdef compose
# Completion of compose for zsh: source <(compose completion zsh), or a file _compose in a folder of $fpath

_compose() {
  local -a answer values summaries options
  local directive line
  answer=("\${(@f)$("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  directive=\${answer[-1]#:}
  [[ $directive == <-> ]] || return 1
  answer=("\${(@)answer[1,-2]}")
  [[ \${words[CURRENT]} == -*=* ]] && compset -P '*='
  if ((directive & 8)); then
    _files -g '*.(yaml|yml)'
    return
  fi
  if ((directive & 16)); then
    _files -/
    return
  fi
  for line in "\${(@)answer}"; do
    [[ -n $line ]] || continue
    values+=("\${line%%$'\\t'*}")
    summaries+=("\${line/$'\\t'/  -- }")
  done
  if ((\${#values} == 0)); then
    ((directive & 4)) || _files
    return
  fi
  ((directive & 2)) && options=(-S '')
  compadd "\${(@)options}" -l -d summaries -a values
}

if [[ \${funcstack[1]} == _compose ]]; then
  _compose "$@"
else
  compdef _compose compose
fi
`
