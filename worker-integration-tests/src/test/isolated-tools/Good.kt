package words

fun twice(x: Int): Int = x * 2
