# Shell functions that the apps share.
greet() {
  echo "this is $1"
}
