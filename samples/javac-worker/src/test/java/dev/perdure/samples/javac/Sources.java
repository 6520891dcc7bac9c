package dev.perdure.samples.javac;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** The sources that the tests compile: good, bad, many, and with names beyond ASCII. */
final class Sources {
  private Sources() {}

  static void writeAll(Path root) throws IOException {
    FileTree.write(
        root,
        "ok/Good.java",
        """
        package ok;

        public class Good {
          public static String greet(String name) {
            Runnable inner = () -> System.out.println(name);
            inner.run();
            return "Hello, " + name;
          }
        }
        """);
    FileTree.write(
        root, "ok/User.java", "package ok;\n\nclass User {\n  Object o = Good.greet(\"me\");\n}\n");
    FileTree.write(
        root,
        "bad/Raw.java",
        """
        package bad;

        import java.util.ArrayList;
        import java.util.List;

        class Raw {
          List<String> names() {
            List names = new ArrayList();
            names.add(new java.util.Date(1, 2, 3).toString());
            return names;
          }
        }
        """);
    FileTree.write(
        root,
        "bad/Types.java",
        "package bad;\n\nclass Types {\n  int i = \"größer\";\n  String s = 1;\n  Missing m;\n}\n");
    FileTree.write(root, "bad/Parse.java", "package bad;\n\nclass Parse {\n  int i = ;\n");
    FileTree.write(root, "bad/Good.java", "package ok;\n\npublic class Good {}\n");
    FileTree.write(
        root,
        "größe/Größe.java",
        "package größe;\n\nclass Größe {\n  String ä = \"Ελλάδα\";\n\n  class Innere {}\n}\n");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      String name = String.format(Locale.ROOT, "M%03d", i);
      FileTree.write(root, "many/" + name + ".java", "package many;\n\nclass " + name + " {}\n");
      many.append("many/").append(name).append(".java\n");
    }
    FileTree.write(root, "many.txt", many.toString());
    FileTree.write(root, "bad/Deep.java", deep());
  }

  /** An expression so deep that the compiler's stack overflows. */
  private static String deep() {
    return "class Deep {\n  int i = " + "(".repeat(30_000) + "1" + ")".repeat(30_000) + ";\n}\n";
  }
}
