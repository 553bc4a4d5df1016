# shellcheck shell=bash
# Sourced by the scripts: with --help, prints the comment at the top of the script, and exits.

case "${1:-}" in
-h | --help)
  sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p;}' "$0"
  exit 0
  ;;
esac

# Refuses the arguments that follow, with exit code 1; called with those that the script does not know.
refuse() {
  if (($#)); then
    echo "$(basename "$0"): found $1, expected what $0 --help shows" >&2
    exit 1
  fi
}
