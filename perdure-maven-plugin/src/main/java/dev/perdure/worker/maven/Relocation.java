package dev.perdure.worker.maven;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

/**
 * Moves packages of the single jar to other names, in classes, paths and service files. A tool that
 * brings another version of such a library then meets its own.
 *
 * @param packages the new name of each package that is moved, with dots
 */
record Relocation(Map<String, String> packages) {
  private static final String VERSIONS = "META-INF/versions/";

  Relocation {
    packages = Map.copyOf(packages);
  }

  /** The class with all names in it moved; the same array if it has none of them. */
  byte[] ofClass(byte[] classFile) {
    if (packages.isEmpty()) {
      return classFile;
    }
    Names names = new Names();
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(new ClassRemapper(writer, names), 0);
    return names.moved ? writer.toByteArray() : classFile;
  }

  /** The name of an entry. */
  String ofPath(String path) {
    if (path.startsWith(VERSIONS)) {
      int slash = path.indexOf('/', VERSIONS.length()) + 1;
      return path.substring(0, slash) + move(path.substring(slash), '/');
    }
    return move(path, '/');
  }

  /** A class name with dots. */
  String ofName(String name) {
    return move(name, '.');
  }

  private String move(String name, char separator) {
    for (Map.Entry<String, String> each : packages.entrySet()) {
      String from = each.getKey().replace('.', separator) + separator;
      if (name.startsWith(from)) {
        return each.getValue().replace('.', separator) + separator + name.substring(from.length());
      }
    }
    return name;
  }

  private final class Names extends Remapper {
    private boolean moved;

    Names() {
      super(Opcodes.ASM9);
    }

    @Override
    public String map(String internalName) {
      String name = move(internalName, '/');
      moved |= !name.equals(internalName);
      return name;
    }
  }
}
