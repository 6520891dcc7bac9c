package scalashop

final case class Price(cents: Int):
  def +(other: Price): Price = Price(cents + other.cents)
