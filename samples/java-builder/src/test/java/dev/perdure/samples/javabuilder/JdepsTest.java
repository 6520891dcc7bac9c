package dev.perdure.samples.javabuilder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written by hand, read by protobuf-java, and the other way round. */
class JdepsTest {
  private static final Jdeps JDEPS =
      new Jdeps(
          "//größe:a",
          true,
          List.of(
              new Jdeps.Dependency("a".repeat(200) + ".jar", Jdeps.Kind.EXPLICIT),
              new Jdeps.Dependency("b.jar", Jdeps.Kind.INCOMPLETE),
              new Jdeps.Dependency("c.jar", Jdeps.Kind.UNUSED)),
          List.of("", "p.q"),
          false);

  private static ByteString text(String text) {
    return ByteString.copyFrom(text, UTF_8);
  }

  @Test
  void encoded_isTheMessageOfItsFields() throws Exception {
    UnknownFieldSet message = UnknownFieldSet.parseFrom(JDEPS.encode());

    assertThat(message.asMap().keySet()).containsExactly(1, 2, 3, 4);
    List<ByteString> dependencies = message.getField(1).getLengthDelimitedList();
    assertThat(dependencies).hasSize(3);
    UnknownFieldSet second = UnknownFieldSet.parseFrom(dependencies.get(1));
    assertThat(second.getField(1).getLengthDelimitedList()).containsExactly(text("b.jar"));
    assertThat(second.getField(2).getVarintList()).containsExactly(3L);
    assertThat(message.getField(2).getLengthDelimitedList()).containsExactly(text("//größe:a"));
    assertThat(message.getField(3).getVarintList()).containsExactly(1L);
    assertThat(message.getField(4).getLengthDelimitedList()).containsExactly(text(""), text("p.q"));
  }

  @Test
  void wishForTheFullClassPath_isFieldFive() throws Exception {
    Jdeps again = new Jdeps("//a:a", false, List.of(), List.of(), true);

    UnknownFieldSet message = UnknownFieldSet.parseFrom(again.encode());

    assertThat(message.getField(5).getVarintList()).containsExactly(1L);
    assertThat(message.getField(3).getVarintList()).containsExactly(0L);
  }

  @Test
  void used_isAllButTheUnused() throws Exception {
    Set<String> used = new LinkedHashSet<>();

    Jdeps.readUsed(JDEPS.encode(), used);

    assertThat(used).containsExactly("a".repeat(200) + ".jar", "b.jar");
  }

  @Test
  void fieldsThatNobodyKnows_areSkipped() throws Exception {
    UnknownFieldSet dependency =
        UnknownFieldSet.newBuilder()
            .addField(9, UnknownFieldSet.Field.newBuilder().addFixed64(7).addFixed32(8).build())
            .addField(1, UnknownFieldSet.Field.newBuilder().addLengthDelimited(text("x")).build())
            .build();
    UnknownFieldSet message =
        UnknownFieldSet.newBuilder()
            .addField(8, UnknownFieldSet.Field.newBuilder().addVarint(1L << 40).build())
            .addField(
                1,
                UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(dependency.toByteString())
                    .build())
            .build();
    Set<String> used = new LinkedHashSet<>();

    Jdeps.readUsed(message.toByteArray(), used);

    assertThat(used).containsExactly("x");
  }

  @Test
  void messageThatIsCut_isRefusedWithThePlace() {
    byte[] whole = JDEPS.encode();

    assertThatThrownBy(() -> Jdeps.readUsed(Arrays.copyOf(whole, 50), new LinkedHashSet<>()))
        .isInstanceOf(IOException.class)
        .hasMessage("no message: 209 bytes at byte 3");
    assertThatThrownBy(() -> Jdeps.readUsed(new byte[] {(byte) 0x80}, new LinkedHashSet<>()))
        .hasMessageContaining("a number that does not end");
    assertThatThrownBy(() -> Jdeps.readUsed(new byte[] {0x0b}, new LinkedHashSet<>()))
        .hasMessageContaining("tag 11");
  }
}
