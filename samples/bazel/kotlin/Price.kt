package kotlinshop

data class Price(val cents: Int) {
    operator fun plus(other: Price) = Price(cents + other.cents)
}
