import java.util.List;
import java.util.stream.Collectors;

/** Typical Java, which is compiled once so that the classes needed for this are archived. */
record Example(String name, List<Integer> numbers) {
  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  static double area(Shape shape) {
    return shape instanceof Circle circle
        ? Math.PI * circle.radius() * circle.radius()
        : Math.pow(((Square) shape).side(), 2);
  }

  String text() {
    return numbers.stream().map(i -> name + i).collect(Collectors.joining(", "));
  }
}
