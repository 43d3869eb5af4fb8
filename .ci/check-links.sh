#!/usr/bin/env bash
# check-links.sh ROOT: every relative link of every *.md below ROOT leads to a file, every #anchor to a heading, and
# every path of ours that the text names exists. Pages of other sites are not visited.
# check-links.sh --self-test: shows that each kind of broken link is found.
set -euo pipefail
export LC_ALL=C.UTF-8

pages() {
  find . -name '*.md' -not -path './.git/*' -not -path '*/bin/*' -not -path '*/obj/*' \
    -not -path '*/node_modules/*' -not -path '*/TestResults/*' | sed 's#^\./##' | sort
}

# The text without code: a link in an example is no link.
prose() { awk '/^ *(```|~~~)/ { fenced = !fenced; next } !fenced' "$1" | sed -E 's/`[^`]*`//g'; }

# [text](target "title"), [name]: target, href="target", src="target"
targets() {
  prose "$1" | {
    grep -oE '\]\([^) ]+|^ *\[[^]^]+\]: *[^ ]+|(href|src)="[^"]+' || true
  } | sed -E 's/^\]\(//; s/^ *\[[^]]+\]: *//; s/^(href|src)="//; s/^<//; s/>$//'
}

# The anchors of a page, made as GitHub makes them: lower case, no punctuation, blanks to dashes, repeats numbered.
anchors() {
  awk '/^ *(```|~~~)/ { fenced = !fenced; next } !fenced' "$1" |
    sed -nE 's/^#{1,6} +(.*[^ #]) *#* *$/\1/p' |
    sed -E 's/\[([^]]*)\]\([^)]*\)/\1/g; s/.*/\L&/; s/[^[:alnum:] _-]//g; s/ /-/g' |
    awk '{ n = seen[$0]++; print n ? $0 "-" n : $0 }'
  { grep -oE '<a (id|name)="[^"]+"' "$1" || true; } | sed -E 's/.*="//; s/"$//'
}

# Paths of ours in text or code: src/..., tests/..., and so on; patterns and build output are left alone.
named_paths() {
  { grep -oE '(^|[ `(])(\.ci|src|tests|benchmarks|deploy|docs)/[A-Za-z0-9._/*<{$-]+' "$1" || true; } |
    sed -E 's/^[ `(]//; s/[.,:;]+$//' | { grep -vE '[*<{$]|/(bin|obj)(/|$)' || true; }
}

check() {
  local page target path anchor folder broken=0 count=0
  while read -r page; do
    folder="$(dirname "$page")"
    while read -r target; do
      case "$target" in *://* | mailto:*) continue ;; esac
      count=$((count + 1))
      path="${target%%#*}"
      anchor=""
      [[ "$target" == *'#'* ]] && anchor="${target#*#}"
      case "$path" in
        '') path="$page" ;;
        /*) path=".$path" ;;
        *) path="$folder/$path" ;;
      esac
      if [[ ! -e "$path" ]]; then
        echo "$page: no such file: $target"
        broken=1
      elif [[ -n "$anchor" && "$path" == *.md ]] && ! grep -qxF -- "$anchor" <(anchors "$path"); then
        echo "$page: no such heading: $target"
        broken=1
      fi
    done < <(targets "$page")
    while read -r target; do
      count=$((count + 1))
      if [[ ! -e "$target" && ! -e "$folder/$target" ]]; then
        echo "$page: names a file that is not there: $target"
        broken=1
      fi
    done < <(named_paths "$page")
  done < <(pages)
  echo "$count links and paths in $(pages | wc -l) pages"
  return $broken
}

self_test() {
  local sample output expected
  sample="$(mktemp -d)"
  # The path is fixed now: the variable is gone when the trap runs.
  # shellcheck disable=SC2064
  trap "rm -rf '$sample'" EXIT
  mkdir "$sample/src"
  cat >"$sample/README.md" <<'PAGE'
# A page, of links
[good](src) [good](#a-page-of-links) [away](https://example.org/none)
[file](gone.md) [heading](#gone-heading) [reference]
`src/Gone.cs` and `[code](is-not-checked.md)`
```
[code](is-not-checked.md)
```
[reference]: gone-too.md
PAGE
  if output="$(cd "$sample" && check)"; then
    echo "self-test: broken links passed" && return 1
  fi
  for expected in 'file: gone.md' 'heading: #gone-heading' 'file: gone-too.md' 'there: src/Gone.cs'; do
    grep -qF "$expected" <<<"$output" || { echo "self-test: not found: $expected" && return 1; }
  done
  [[ $(wc -l <<<"$output") == 5 ]] || { echo "self-test: too many complaints:" && echo "$output" && return 1; }
}

if [[ "${1:-}" == --self-test ]]; then
  self_test
else
  cd "${1:-.}"
  check
fi
