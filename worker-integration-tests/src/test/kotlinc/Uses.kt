fun uses() = Library.NUMBER
