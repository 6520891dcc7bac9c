package hello

sealed interface Word {
  val text: String
  val count: Int

  data class Once(override val text: String) : Word {
    override val count get() = 1
  }

  data class Often(override val text: String, override val count: Int) : Word
}

class Words private constructor(private val counts: Map<String, Int>) : Iterable<Word> {
  fun isEmpty() = counts.isEmpty()

  operator fun plus(other: Words) =
    Words((counts.keys + other.counts.keys).associateWith { this[it] + other[it] })

  operator fun get(word: String): Int = counts[word] ?: 0

  override fun iterator(): Iterator<Word> = iterator {
    for ((text, count) in counts) {
      yield(if (count == 1) Word.Once(text) else Word.Often(text, count))
    }
  }

  inline fun table(line: (Word) -> String): String = buildString {
    for (word in sortedWith(compareByDescending<Word> { it.count }.thenBy { it.text })) {
      appendLine(line(word))
    }
  }

  companion object {
    val NONE = Words(emptyMap())

    fun parse(text: String): Words =
      Words(text.split(Regex("\\W+")).filter(String::isNotEmpty).groupingBy { it.lowercase() }.eachCount())
  }
}

fun List<Words>.merged(): Words = fold(Words.NONE, Words::plus)
