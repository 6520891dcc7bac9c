package dev.perdure.worker.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.*;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Class files that today's javac doesn't write: of old compilers, other languages, or damaged. */
@Timeout(60)
class HandMadeClassTest {
  private static final Handle SYSTEM_EXIT =
      new Handle(H_INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);
  private static final Handle RUNTIME_HALT =
      new Handle(H_INVOKEVIRTUAL, "java/lang/Runtime", "halt", "(I)V", false);

  @ParameterizedTest
  @ValueSource(ints = {V1_1, V1_2, V1_3, V1_4, V1_5, V1_6})
  void oldClassWithSubroutine_verifiesAndEndsTheRequest(int version) {
    assertThat(answerOf(version, HandMadeClassTest::exitInSubroutine)).isEqualTo("33");
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_7, V1_8, V17})
  void methodHandleConstant_endsTheRequest(int version) {
    assertThat(
            answerOf(
                version,
                code -> {
                  code.visitLdcInsn(SYSTEM_EXIT);
                  code.visitIntInsn(BIPUSH, 34);
                  invoke(code, "java/lang/invoke/MethodHandle", "invokeExact", "(I)V");
                }))
        .isEqualTo("34");
    assertThat(
            answerOf(
                version,
                code -> {
                  code.visitLdcInsn(RUNTIME_HALT);
                  code.visitMethodInsn(
                      INVOKESTATIC,
                      "java/lang/Runtime",
                      "getRuntime",
                      "()Ljava/lang/Runtime;",
                      false);
                  code.visitIntInsn(BIPUSH, 35);
                  invoke(
                      code,
                      "java/lang/invoke/MethodHandle",
                      "invokeExact",
                      "(Ljava/lang/Runtime;I)V");
                }))
        .isEqualTo("35");
  }

  @Test
  void dynamicConstantOverMethodHandle_endsTheRequest() {
    Handle invoke =
        new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/ConstantBootstraps",
            "invoke",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;"
                + "Ljava/lang/invoke/MethodHandle;[Ljava/lang/Object;)Ljava/lang/Object;",
            false);
    Handle proxy =
        new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/MethodHandleProxies",
            "asInterfaceInstance",
            "(Ljava/lang/Class;Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;",
            false);
    Type consumer = Type.getObjectType("java/util/function/IntConsumer");
    ConstantDynamic dynamic =
        new ConstantDynamic("exit", "Ljava/lang/Object;", invoke, proxy, consumer, SYSTEM_EXIT);
    assertThat(
            answerOf(
                V11,
                code -> {
                  code.visitLdcInsn(dynamic);
                  code.visitTypeInsn(CHECKCAST, consumer.getInternalName());
                  code.visitIntInsn(BIPUSH, 36);
                  code.visitMethodInsn(
                      INVOKEINTERFACE, consumer.getInternalName(), "accept", "(I)V", true);
                }))
        .isEqualTo("36");
  }

  @Test
  void newerClassFileThanAsmKnows_isRefusedOnlyIfItExits() {
    byte[] exits = HandMadeClass.of(V17, ACC_PUBLIC, HandMadeClassTest::exitInBranch);
    byte[] plain = HandMadeClass.of(V17, ACC_PUBLIC, code -> {});
    exits[7] = plain[7] = (byte) 200;
    assertThatThrownBy(() -> ExitCalls.rewrite(exits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    assertThat(ExitCalls.rewrite(plain)).isSameAs(plain);
  }

  @Test
  void oldInterface_isRefusedByName() {
    byte[] classFile =
        HandMadeClass.of(V1_4, ACC_INTERFACE | ACC_ABSTRACT, code -> HandMadeClass.exit(code, 1));
    assertThatThrownBy(() -> ExitCalls.rewrite(classFile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("interface Tool");
  }

  @Test
  void damagedClassFile_isRefusedOrLeftAloneAtEveryLength() {
    byte[] classFile = HandMadeClass.of(V17, ACC_PUBLIC, HandMadeClassTest::exitInBranch);
    for (int length = 0; length < classFile.length; length++) {
      byte[] cut = Arrays.copyOf(classFile, length);
      assertThatThrownBy(() -> ExitCalls.rewrite(cut))
          .as("cut to %d bytes", length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static String answerOf(int version, Consumer<MethodVisitor> code) {
    byte[] classFile = HandMadeClass.of(version, ACC_PUBLIC, code);
    ToolLoader loader = new ToolLoader(ToolLoader.Parent.NONE, Map.of("Tool", classFile));
    return OneRequest.answer(() -> loader.main("Tool"));
  }

  /** What javac 1.4 made of a finally block. */
  private static void exitInSubroutine(MethodVisitor code) {
    Label subroutine = new Label();
    Label end = new Label();
    code.visitJumpInsn(JSR, subroutine);
    code.visitJumpInsn(GOTO, end);
    code.visitLabel(subroutine);
    code.visitVarInsn(ASTORE, 1);
    HandMadeClass.exit(code, 33);
    code.visitVarInsn(RET, 1);
    code.visitLabel(end);
  }

  private static void exitInBranch(MethodVisitor code) {
    Label end = new Label();
    code.visitVarInsn(ALOAD, 0);
    code.visitInsn(ARRAYLENGTH);
    code.visitJumpInsn(IFEQ, end);
    HandMadeClass.exit(code, 1);
    code.visitLabel(end);
  }

  private static void invoke(MethodVisitor code, String owner, String name, String descriptor) {
    code.visitMethodInsn(INVOKEVIRTUAL, owner, name, descriptor, false);
  }
}
