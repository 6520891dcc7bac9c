package dev.perdure.samples.javabuilder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All {@code -Xlint} options of a command line as at most three, so that later ones override
 * earlier ones; javac itself lets {@code -Xlint:all} win wherever it stands. Not thread-safe.
 */
final class LintOptions {
  private static final String OPTION = "-Xlint";

  /** What the categories are added to and taken from: an option, or nothing. */
  private String basis = "";

  private final Set<String> added = new LinkedHashSet<>();
  private final Set<String> removed = new LinkedHashSet<>();

  /** Takes an option; false if it is another kind of option. */
  boolean take(String option) {
    if (option.equals("-nowarn")) {
      restart("-Xlint:none");
    } else if (option.equals(OPTION)) {
      restart(OPTION);
    } else if (option.startsWith(OPTION + ":")) {
      for (String category : option.substring(OPTION.length() + 1).split(",", -1)) {
        takeCategory(category);
      }
    } else {
      return false;
    }
    return true;
  }

  private void takeCategory(String category) {
    if (category.isEmpty() || category.equals("all")) {
      restart("-Xlint:all");
    } else if (category.equals("none")) {
      restart("-Xlint:none");
    } else if (category.startsWith("-")) {
      added.remove(category.substring(1));
      if (!basis.equals("-Xlint:none")) {
        removed.add(category.substring(1));
      }
    } else {
      removed.remove(category);
      if (!basis.equals("-Xlint:all")) {
        added.add(category);
      }
    }
  }

  private void restart(String newBasis) {
    basis = newBasis;
    added.clear();
    removed.clear();
  }

  List<String> options() {
    List<String> options = new ArrayList<>();
    if (!basis.isEmpty() && (added.isEmpty() || !basis.equals("-Xlint:none"))) {
      options.add(basis);
    }
    if (!added.isEmpty()) {
      options.add(OPTION + ":" + String.join(",", added));
    }
    if (!removed.isEmpty()) {
      options.add(OPTION + ":-" + String.join(",-", removed));
    }
    return options;
  }
}
