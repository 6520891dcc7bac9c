package kotlinshop

import money.Cents

data class Price(val cents: Int) {
    operator fun plus(other: Price) = Price(Cents.plus(cents, other.cents))
}
