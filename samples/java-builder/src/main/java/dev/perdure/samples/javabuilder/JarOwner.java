package dev.perdure.samples.javabuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * The target that made a jar, as the jar's manifest tells.
 *
 * @param jar as the client names it; empty if the label is known, which is the same for all jars of
 *     a target
 * @param label empty if the manifest does not tell
 * @param ruleKind the kind of the aspect or rule that made the jar in the name of the target, or
 *     empty
 */
record JarOwner(String jar, String label, String ruleKind) {
  static final String TARGET_LABEL = "Target-Label";
  static final String INJECTING_RULE_KIND = "Injecting-Rule-Kind";

  /** Reads the manifest of {@code file}, which the client names {@code jar}. */
  static JarOwner read(String jar, Path file) throws IOException {
    try (JarFile open = new JarFile(file.toFile())) {
      Manifest manifest = open.getManifest();
      Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
      String label = attributes.getValue(TARGET_LABEL);
      String ruleKind = attributes.getValue(INJECTING_RULE_KIND);
      return label == null
          ? new JarOwner(jar, "", "")
          : new JarOwner("", label, ruleKind == null ? "" : ruleKind);
    }
  }

  /** How a diagnostic names it. */
  String text() {
    if (label.isEmpty()) {
      return jar;
    }
    return ruleKind.isEmpty() ? shortLabel(label) : shortLabel(label) + " wrapped in " + ruleKind;
  }

  /** The same label, as people write it: {@code //a/b} for {@code //a/b:b}. */
  static String shortLabel(String label) {
    int colon = label.indexOf(':');
    int slash = label.lastIndexOf('/', colon);
    return colon >= 0
            && slash >= 0
            && label.substring(slash + 1, colon).equals(label.substring(colon + 1))
        ? label.substring(0, colon)
        : label;
  }
}
