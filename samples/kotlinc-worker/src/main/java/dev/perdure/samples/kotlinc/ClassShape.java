package dev.perdure.samples.kotlinc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jetbrains.org.objectweb.asm.AnnotationVisitor;
import org.jetbrains.org.objectweb.asm.ClassReader;
import org.jetbrains.org.objectweb.asm.ClassVisitor;
import org.jetbrains.org.objectweb.asm.ClassWriter;
import org.jetbrains.org.objectweb.asm.MethodVisitor;
import org.jetbrains.org.objectweb.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What the compilation of another file can see of a class: everything but the code of its methods
 * and what comes from that. Two versions with the same shape are the same for all other files,
 * unless they have inline functions.
 *
 * <p>The build tools API has a finer idea of what concerns whom. It tells from it which classes
 * change, but not which messages do: a member that hides an extension, or a deprecation, is a
 * warning in files that need not be compiled again.
 */
final class ClassShape {
  private ClassShape() {}

  /** A text that is equal for equal shapes; empty for a class that no other file can name. */
  static String of(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    Filter filter = new Filter(writer);
    new ClassReader(classFile).accept(filter, ClassReader.SKIP_CODE);
    return filter.isHidden ? "" : HexFormat.of().formatHex(sha256().digest(writer.toByteArray()));
  }

  /** The shape of all classes in a jar, and of what else in it kotlinc reads. */
  static String ofJar(Path jar) throws IOException {
    MessageDigest all = sha256();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (Enumeration<? extends ZipEntry> each = zip.entries(); each.hasMoreElements(); ) {
        ZipEntry entry = each.nextElement();
        String name = entry.getName();
        boolean isClass = name.endsWith(".class") && !name.endsWith("module-info.class");
        if (!isClass && (!name.startsWith("META-INF/") || entry.isDirectory())) {
          continue;
        }
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          String shape = isClass ? of(bytes) : HexFormat.of().formatHex(sha256().digest(bytes));
          if (!shape.isEmpty()) {
            all.update((name + "\n" + shape + "\n").getBytes(UTF_8));
          }
        }
      }
    }
    return HexFormat.of().formatHex(all.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // Every JDK has it.
    }
  }

  /** Leaves out what code alone decides. */
  private static final class Filter extends ClassVisitor {
    private static final String METADATA = "Lkotlin/Metadata;";
    private static final String LINES = "Lkotlin/jvm/internal/SourceDebugExtension;";

    /** The kind of lambdas, and of tables for {@code when}. */
    private static final int SYNTHETIC = 3;

    private String name = "";
    boolean isHidden;

    Filter(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      this.name = name;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String lines) {}

    @Override
    public void visitOuterClass(
        String owner, @Nullable String method, @Nullable String descriptor) {
      isHidden = true; // It is local or anonymous.
    }

    @Override
    public void visitNestMember(String member) {}

    @Override
    public void visitInnerClass(
        String inner, @Nullable String outer, @Nullable String simpleName, int access) {
      // All others are there because the code names them.
      if (inner.equals(name) || name.equals(outer)) {
        super.visitInnerClass(inner, outer, simpleName, access);
      }
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean isVisible) {
      if (descriptor.equals(LINES)) {
        return null;
      }
      AnnotationVisitor annotation = super.visitAnnotation(descriptor, isVisible);
      return !descriptor.equals(METADATA)
          ? annotation
          : new AnnotationVisitor(Opcodes.ASM9, annotation) {
            @Override
            public void visit(String key, Object value) {
              isHidden |= key.equals("k") && value.equals(SYNTHETIC);
              super.visit(key, value);
            }
          };
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      boolean isOfLambda = (access & Opcodes.ACC_PRIVATE) != 0 && method.contains("lambda$");
      return isOfLambda
          ? null
          : super.visitMethod(access, method, descriptor, signature, exceptions);
    }
  }
}
