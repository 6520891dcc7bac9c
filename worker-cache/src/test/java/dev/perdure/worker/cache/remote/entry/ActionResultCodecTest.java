package dev.perdure.worker.cache.remote.entry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.perdure.worker.cache.remote.failure.CorruptEntryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against protobuf-java, by the fields that the remote execution API gives its ActionResult. */
class ActionResultCodecTest {
  private static final int ROUNDS = 2_000;

  private final long seed = Long.getLong("perdure.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Descriptor descriptor = descriptor();

  private static Descriptor descriptor() {
    DescriptorProto digest =
        DescriptorProto.newBuilder()
            .setName("Digest")
            .addField(field("hash", 1, FieldDescriptorProto.Type.TYPE_STRING))
            .addField(field("size_bytes", 2, FieldDescriptorProto.Type.TYPE_INT64))
            .build();
    DescriptorProto file =
        DescriptorProto.newBuilder()
            .setName("OutputFile")
            .addField(field("path", 1, FieldDescriptorProto.Type.TYPE_STRING))
            .addField(field("digest", 2, "Digest"))
            .addField(field("is_executable", 4, FieldDescriptorProto.Type.TYPE_BOOL))
            .addField(field("contents", 5, FieldDescriptorProto.Type.TYPE_BYTES))
            .build();
    DescriptorProto metadata =
        DescriptorProto.newBuilder()
            .setName("ExecutedActionMetadata")
            .addField(field("worker", 1, FieldDescriptorProto.Type.TYPE_STRING))
            .build();
    DescriptorProto result =
        DescriptorProto.newBuilder()
            .setName("ActionResult")
            .addField(
                field("output_files", 2, "OutputFile")
                    .setLabel(FieldDescriptorProto.Label.LABEL_REPEATED))
            .addField(field("exit_code", 4, FieldDescriptorProto.Type.TYPE_INT32))
            .addField(field("stdout_raw", 5, FieldDescriptorProto.Type.TYPE_BYTES))
            .addField(field("stdout_digest", 6, "Digest"))
            .addField(field("execution_metadata", 9, "ExecutedActionMetadata"))
            .build();
    FileDescriptorProto all =
        FileDescriptorProto.newBuilder()
            .setSyntax("proto3")
            .addMessageType(digest)
            .addMessageType(file)
            .addMessageType(metadata)
            .addMessageType(result)
            .build();
    try {
      return FileDescriptor.buildFrom(all, new FileDescriptor[0])
          .findMessageTypeByName("ActionResult");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static FieldDescriptorProto.Builder field(
      String name, int number, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder().setName(name).setNumber(number).setType(type);
  }

  private static FieldDescriptorProto.Builder field(String name, int number, String message) {
    return field(name, number, FieldDescriptorProto.Type.TYPE_MESSAGE).setTypeName(message);
  }

  @Test
  void entries_areReadByThePeerAndBack() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      ActionResult result = randomResult();
      DynamicMessage read = DynamicMessage.parseFrom(descriptor, ActionResultCodec.encode(result));
      assertThat(read.getUnknownFields().asMap()).as("seed %d", seed).isEmpty();
      assertThat(exitCode(read)).isEqualTo(result.exitCode());
      List<?> files = (List<?>) read.getField(descriptor.findFieldByName("output_files"));
      assertThat(files.stream().map(it -> pathOf((Message) it)))
          .containsExactlyElementsOf(result.files().stream().map(OutputFile::path).toList());
      assertThat(ActionResultCodec.decode(read.toByteArray())).isEqualTo(result);
    }
  }

  private int exitCode(Message message) {
    return (Integer) message.getField(descriptor.findFieldByName("exit_code"));
  }

  private static String pathOf(Message file) {
    return (String) file.getField(file.getDescriptorForType().findFieldByName("path"));
  }

  @Test
  void fileThatDoesNotSayWhatIsInIt_isRefused() {
    ProtoWriter file = new ProtoWriter().text(1, "a.txt");
    assertRefused(new ProtoWriter().message(2, file), "does not say what is in a.txt");
  }

  @Test
  void digestsThatComeTwice_areRefused() {
    ProtoWriter digest =
        new ProtoWriter().text(1, Blob.EMPTY.sha256()).number(2, Blob.EMPTY.size());
    ProtoWriter file = new ProtoWriter().text(1, "a.txt").message(2, digest).message(2, digest);
    assertRefused(new ProtoWriter().message(2, file), "two digests of a file");
    assertRefused(
        new ProtoWriter().message(6, digest).message(6, digest), "two digests of the output");
  }

  @Test
  void exitCodeOfMoreThan32Bits_isNotCutToSuccess() throws Exception {
    assertRefused(new ProtoWriter().number(4, 1L << 32), "exit code 4294967296");
    for (int exitCode : new int[] {-1, 256, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      byte[] entry = new ProtoWriter().number(4, exitCode).toBytes();
      assertThat(ActionResultCodec.decode(entry).exitCode()).isEqualTo(exitCode);
    }
  }

  private static void assertRefused(ProtoWriter entry, String message) {
    assertThatThrownBy(() -> ActionResultCodec.decode(entry.toBytes()))
        .isInstanceOf(CorruptEntryException.class)
        .hasMessageContaining(message);
  }

  @Test
  void unknownFields_areSkipped() throws Exception {
    ActionResult result = randomResult();
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(99, UnknownFieldSet.Field.newBuilder().addVarint(-1).build())
            .addField(98, UnknownFieldSet.Field.newBuilder().addFixed32(1).build())
            .addField(97, UnknownFieldSet.Field.newBuilder().addFixed64(1).build())
            .build();
    byte[] more =
        DynamicMessage.parseFrom(descriptor, ActionResultCodec.encode(result)).toBuilder()
            .setUnknownFields(unknown)
            .build()
            .toByteArray();

    assertThat(ActionResultCodec.decode(more)).isEqualTo(result);
  }

  @Test
  void whatCouldNotBeRestored_isRefused() {
    byte[] directory = new ProtoWriter().message(3, new ProtoWriter().text(1, "out")).toBytes();

    assertThatThrownBy(() -> ActionResultCodec.decode(directory))
        .isInstanceOf(CorruptEntryException.class)
        .hasMessageContaining("field 3");
  }

  @Test
  void damagedEntries_areCorruptOrOtherEntriesAndNothingElse() {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = ActionResultCodec.encode(randomResult());
      byte[] damaged = new byte[random.nextInt(bytes.length + 1)];
      System.arraycopy(bytes, 0, damaged, 0, damaged.length);
      for (int changes = random.nextInt(4); changes > 0 && damaged.length > 0; changes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(ActionResultCodec.decode(damaged)).isNotNull();
      } catch (CorruptEntryException e) {
        assertThat(e).as("seed %d", seed).hasMessageNotContaining("null");
      }
    }
  }

  private ActionResult randomResult() {
    List<OutputFile> files = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      files.add(new OutputFile("out/ü" + random.nextInt(), randomBlob(), random.nextBoolean()));
    }
    boolean printed = random.nextBoolean();
    return new ActionResult(
        files, random.nextInt(), printed ? "text é" : "", printed ? Blob.EMPTY : randomBlob());
  }

  private Blob randomBlob() {
    Blob hash = Blob.of(Long.toString(random.nextLong()).getBytes(UTF_8));
    return new Blob(hash.sha256(), random.nextLong() >>> 1 >>> random.nextInt(63));
  }
}
