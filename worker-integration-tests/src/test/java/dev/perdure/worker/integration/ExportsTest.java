package dev.perdure.worker.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type that the API of a module shows can be used by who requires that module alone: it is
 * exported to all, by this module, by one that is required transitively, or by the JDK. javac's
 * {@code -Xlint:exports} says the same, but also counts annotations, which users need not have.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportsTest {
  private final List<Path> folders = classFolders();
  private final ModuleFinder finder = ModuleFinder.of(folders.toArray(new Path[0]));
  private final JavaClasses classes = new ClassFileImporter().importPaths(folders);

  @ParameterizedTest
  @MethodSource("modules")
  void typesThatTheApiShows_canBeUsed(String module) {
    ModuleDescriptor descriptor = descriptor(module);
    Set<String> hidden = hiddenPackages(descriptor);
    Set<String> own = exported(descriptor);
    Set<String> shown = new TreeSet<>();
    for (JavaClass each : classes) {
      if (own.contains(each.getPackageName()) && isShown(each)) {
        namesIn(each)
            .filter(type -> hidden.contains(type.getPackageName()))
            .forEach(type -> shown.add(each.getName() + " shows " + type.getName()));
      }
    }
    assertThat(shown).isEmpty();
  }

  Stream<String> modules() {
    return finder.findAll().stream()
        .map(ModuleReference::descriptor)
        .filter(it -> !exported(it).isEmpty())
        .map(ModuleDescriptor::name)
        .sorted();
  }

  /** Packages of the library that who requires {@code module} alone can't use. */
  private Set<String> hiddenPackages(ModuleDescriptor module) {
    Set<String> hidden = new HashSet<>();
    finder.findAll().forEach(it -> hidden.addAll(it.descriptor().packages()));
    hidden.removeAll(exported(module));
    for (Requires each : module.requires()) {
      if (each.modifiers().contains(Requires.Modifier.TRANSITIVE)) {
        finder.find(each.name()).ifPresent(it -> hidden.removeAll(exported(it.descriptor())));
      }
    }
    return hidden;
  }

  private static Set<String> exported(ModuleDescriptor module) {
    Set<String> exported = new HashSet<>();
    for (ModuleDescriptor.Exports each : module.exports()) {
      if (!each.isQualified()) {
        exported.add(each.source());
      }
    }
    return exported;
  }

  private ModuleDescriptor descriptor(String module) {
    return finder.find(module).orElseThrow().descriptor();
  }

  private static boolean isShown(JavaClass type) {
    return isShown(type.getModifiers())
        && type.getEnclosingClass().map(ExportsTest::isShown).orElse(true);
  }

  private static boolean isShown(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> namesIn(JavaClass type) {
    List<JavaType> types = new ArrayList<>(type.getInterfaces());
    type.getSuperclass().ifPresent(types::add);
    for (JavaMember member : type.getMembers()) {
      boolean synthetic = member.getModifiers().contains(JavaModifier.SYNTHETIC);
      if (isShown(member.getModifiers()) && !synthetic) {
        if (member instanceof JavaField field) {
          types.add(field.getType());
        } else if (member instanceof JavaCodeUnit code) {
          types.add(code.getReturnType());
          types.addAll(code.getParameterTypes());
          types.addAll(code.getExceptionTypes());
        }
      }
    }
    return types.stream().flatMap(it -> it.getAllInvolvedRawTypes().stream());
  }

  private static List<Path> classFolders() {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      return modules
          .map(module -> module.resolve("target/classes"))
          .filter(folder -> Files.exists(folder.resolve("module-info.class")))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
