# shellcheck shell=bash
# Sourced by the scripts that compare builds: a build that differs from the release build in what is planted alone.

# Makes a folder that stands for a release build whose suites run with an injected regression, and prints it.
planted_build() { # FOLDER to make it in, NAME of the injected regression; needs $root
  local bundle build="$1/$2"
  bundle="$(echo "$root"/.build-release/release/*PackageTests.xctest)"
  mkdir -p "$build/release"
  printf '#!/bin/sh\nPERFORMANCE_INJECTED_REGRESSION=%s exec "%s" "$@"\n' "$2" "$bundle" \
    >"$build/release/$(basename "$bundle")"
  chmod +x "$build/release/$(basename "$bundle")"
  echo "$build"
}
