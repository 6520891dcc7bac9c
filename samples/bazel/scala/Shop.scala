package scalashop

object Shop:
  def total(): Int = List(Price(150), Price(250)).reduce(_ + _).cents
