package dev.perdure.samples.javabuilder;

import com.sun.tools.javac.util.JCDiagnostic;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * The option {@code -Werror:categories}, which javac does not have: warnings of these lint
 * categories fail a compilation. {@code -Werror} means all that have one. Not thread-safe.
 */
final class WarningsAsErrors {
  private static final String OPTION = "-Werror:";

  private final Map<String, Boolean> categories = new LinkedHashMap<>();

  /** Takes an option; false if it is another kind of option. */
  boolean take(String option) {
    if (option.equals("-Werror")) {
      restart(true);
      return true;
    }
    if (!option.startsWith(OPTION)) {
      return false;
    }
    for (String category : option.substring(OPTION.length()).split(",", -1)) {
      switch (category) {
        case "all", "+all" -> restart(true);
        case "none", "-all" -> restart(false);
        default -> {
          boolean off = category.startsWith("-");
          categories.put(off || category.startsWith("+") ? category.substring(1) : category, !off);
        }
      }
    }
    return true;
  }

  private void restart(boolean all) {
    categories.clear();
    categories.put(all ? "all" : "none", true);
  }

  /** Whether a diagnostic is such a warning. */
  boolean contains(JCDiagnostic diagnostic) {
    String category = category(diagnostic);
    return category != null
        && (diagnostic.getKind() == Diagnostic.Kind.WARNING
            || diagnostic.getKind() == Diagnostic.Kind.MANDATORY_WARNING)
        && categories.getOrDefault(category, categories.containsKey("all"));
  }

  private static @Nullable String category(JCDiagnostic diagnostic) {
    return diagnostic.getLintCategory() == null ? null : diagnostic.getLintCategory().option;
  }
}
