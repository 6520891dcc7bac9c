package dev.perdure.worker.exit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The look that tells the classes that exit from the others. */
class ConstantPoolTest {
  @ParameterizedTest
  @ValueSource(strings = {"jdk.compiler", "jdk.jartool", "jdk.javadoc", "jdk.jlink"})
  void classOfTheJdk_isNamedIfAndOnlyIfTheParserFindsAnExit(String module) throws IOException {
    FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
    List<Path> named = new ArrayList<>();
    List<Path> rewritten = new ArrayList<>();
    try (Stream<Path> files = Files.walk(jdk.getPath("modules", module))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        byte[] classFile = Files.readAllBytes(file);
        if (ConstantPool.namesExitMethod(classFile)) {
          named.add(file);
        }
        if (!Arrays.equals(ExitCallRewriter.rewrite(classFile), classFile)) {
          rewritten.add(file);
        }
      }
    }
    assertThat(named).isEqualTo(rewritten).isNotEmpty();
  }

  @Test
  void wordsWithoutCall_areNotNamed() {
    ClassWriter pool = new ClassWriter(0);
    pool.visit(Opcodes.V17, 0, "Tool", null, "java/lang/Object", null);
    pool.newConst(1L);
    pool.newConst(2.0);
    pool.newConst("java/lang/System");
    pool.newMethod("java/lang/System", "gc", "()V", false);
    pool.newMethod("Tool", "exit", "(I)V", false);
    pool.newField("java/lang/Runtime", "halt", "I");
    assertThat(ConstantPool.namesExitMethod(pool.toByteArray())).isFalse();
    pool.newMethod("java/lang/Runtime", "halt", "(I)V", false);
    assertThat(ConstantPool.namesExitMethod(pool.toByteArray())).isTrue();
  }
}
