package scalashop

import money.Cents

final case class Price(cents: Int):
  def +(other: Price): Price = Price(Cents.plus(cents, other.cents))
