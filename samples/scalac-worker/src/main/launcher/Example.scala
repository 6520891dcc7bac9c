package example

/** Typical Scala, which is compiled once so that the classes needed for this are archived. */
enum Shape:
  case Circle(radius: Double)
  case Square(side: Double)

case class Named(name: String, shape: Shape)

def area(shape: Shape): Double = shape match
  case Shape.Circle(radius) => math.Pi * radius * radius
  case Shape.Square(side)   => side * side

def text(all: List[Named]): String =
  all.map(it => s"${it.name}: ${area(it.shape)}").filter(_.nonEmpty).mkString(", ")
