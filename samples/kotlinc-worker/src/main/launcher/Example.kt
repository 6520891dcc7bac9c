package example

/** Typical Kotlin, which is compiled once so that the classes needed for this are archived. */
sealed interface Shape

data class Circle(val radius: Double) : Shape

data class Square(val side: Double) : Shape

fun area(shape: Shape): Double =
    when (shape) {
        is Circle -> Math.PI * shape.radius * shape.radius
        is Square -> shape.side * shape.side
    }

fun text(shapes: List<Shape>): String = shapes.map { area(it) }.filter { it > 1 }.joinToString()
