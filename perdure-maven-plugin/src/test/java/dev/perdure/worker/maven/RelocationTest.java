package dev.perdure.worker.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.Remapper;

class RelocationTest {
  private static final Relocation ASM = new Relocation(Map.of("org.objectweb.asm", "shy.asm"));

  @Test
  void names_areMovedAtPackageBordersOnly() {
    assertThat(ASM.ofPath("org/objectweb/asm/ClassReader.class"))
        .isEqualTo("shy/asm/ClassReader.class");
    assertThat(ASM.ofPath("META-INF/versions/21/org/objectweb/asm/A.class"))
        .isEqualTo("META-INF/versions/21/shy/asm/A.class");
    assertThat(ASM.ofPath("org/objectweb/asmx/A.class")).isEqualTo("org/objectweb/asmx/A.class");
    assertThat(ASM.ofName("org.objectweb.asm.A")).isEqualTo("shy.asm.A");
    assertThat(ASM.ofName("# org.objectweb.asm.A")).isEqualTo("# org.objectweb.asm.A");
  }

  @Test
  void classThatUsesAPackage_namesTheNewOne() throws Exception {
    Set<String> used = names(ASM.ofClass(bytes(Relocation.class)));
    assertThat(used).contains("shy/asm/ClassReader");
    assertThat(used).noneMatch(name -> name.startsWith("org/objectweb/asm/"));
  }

  @Test
  void classThatUsesNone_staysByteForByte() throws Exception {
    byte[] bytes = bytes(TrainingRequest.class);
    assertThat(ASM.ofClass(bytes)).isSameAs(bytes);
  }

  private static byte[] bytes(Class<?> type) throws Exception {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }

  private static Set<String> names(byte[] classFile) {
    Set<String> names = new TreeSet<>();
    Remapper collector =
        new Remapper(Opcodes.ASM9) {
          @Override
          public String map(String internalName) {
            names.add(internalName);
            return internalName;
          }
        };
    new ClassReader(classFile).accept(new ClassRemapper(new ClassWriter(0), collector), 0);
    return names;
  }
}
