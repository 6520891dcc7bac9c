package dev.perdure.worker.proto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perdure.worker.Digest;
import dev.perdure.worker.Input;
import dev.perdure.worker.WorkRequest;
import dev.perdure.worker.WorkResponse;
import dev.perdure.worker.codec.WireOutput;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What fields mean, in every form in which they may come. */
class ProtoFieldsTest {
  @Test
  void emptyFrame_isARequestOfDefaults() throws IOException {
    assertThat(Frames.request(Frames.bytes(0))).isEqualTo(WorkRequest.of(0, List.of()));
  }

  @Test
  void unknownFields_areSkipped() throws IOException {
    byte[] frame =
        Frames.of(
            new int[] {0x38, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01},
            new int[] {0x39, 1, 2, 3, 4, 5, 6, 7, 8},
            new int[] {0x3d, 1, 2, 3, 4},
            new int[] {0x3a, 2, 'x', 'y'},
            new int[] {0x3b, 0x43, 0x0a, 1, 'z', 0x44, 0x3c},
            new int[] {0xf8, 0xff, 0xff, 0xff, 0x0f, 1},
            new int[] {0x18, 5});
    assertThat(Frames.request(frame)).isEqualTo(WorkRequest.of(5, List.of()));
  }

  @Test
  void unknownFieldsOfAnInput_areSkipped() throws IOException {
    int[] input = {0x1b, 0x0a, 1, 'z', 0x1c, 0x0a, 1, 'p', 0x20, 7, 0x12, 1, 'd'};
    byte[] frame = Frames.of(new int[] {0x12, input.length}, input, new int[] {0x18, 5});
    assertThat(Frames.request(frame))
        .isEqualTo(
            WorkRequest.of(5, List.of()).withInputs(List.of(new Input("p", Digest.ofText("d")))));
  }

  @Test
  void knownFieldsOfAnotherWireType_areSkipped() throws IOException {
    byte[] frame =
        Frames.of(
            new int[] {0x08, 1},
            new int[] {0x10, 1},
            new int[] {0x1a, 1, 'x'},
            new int[] {0x22, 1, 'x'},
            new int[] {0x2d, 1, 2, 3, 4},
            new int[] {0x31, 1, 2, 3, 4, 5, 6, 7, 8},
            new int[] {0x12, 4, 0x08, 1, 0x10, 1});
    assertThat(Frames.request(frame))
        .isEqualTo(WorkRequest.of(0, List.of()).withInputs(List.of(new Input("", Digest.empty()))));
  }

  @Test
  void inputsOfUnusualShape_areRead() throws IOException {
    byte[] frame =
        Frames.of(
            new int[] {0x12, 0},
            new int[] {0x12, 3, 0x0a, 1, 'p'},
            new int[] {0x12, 3, 0x12, 1, 'd'},
            new int[] {0x12, 6, 0x12, 1, 'd', 0x0a, 1, 'p'},
            new int[] {0x12, 5, 0x0a, 1, 'p', 0x12, 0},
            new int[] {0x12, 5, 0x0a, 0, 0x12, 1, 'd'},
            new int[] {0x12, 9, 0x0a, 1, 'p', 0x12, 1, 'd', 0x0a, 1, 'q'},
            new int[] {0x12, 7, 0x0a, 0x81, 0x00, 'p', 0x12, 1, 'd'});
    assertThat(Frames.request(frame))
        .extracting(WorkRequest::inputs, InstanceOfAssertFactories.list(Input.class))
        .containsExactly(
            input("", ""),
            input("p", ""),
            input("", "d"),
            input("p", "d"),
            input("p", ""),
            input("", "d"),
            input("q", "d"),
            input("p", "d"));
  }

  private static Input input(String path, String digest) {
    return new Input(path, Digest.ofText(digest));
  }

  @Test
  void repeatedScalar_lastOneWins() throws IOException {
    byte[] frame =
        Frames.of(
            new int[] {0x18, 5, 0x20, 1, 0x32, 1, 'x'}, new int[] {0x18, 6, 0x20, 0, 0x32, 0});
    assertThat(Frames.request(frame)).isEqualTo(WorkRequest.of(6, List.of()));
  }

  @Test
  void longVarints_areCutTo32Bits_butTruthIsNot() throws IOException {
    byte[] frame =
        Frames.of(
            new int[] {0x18, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01},
            new int[] {0x28, 0x87, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01},
            new int[] {0x20, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01});
    assertThat(Frames.request(frame))
        .isEqualTo(new WorkRequest(List.of(), List.of(), -1, true, 7, ""));
  }

  @Test
  void frameOf123Bytes_isRead() throws IOException {
    // Its length is the byte that begins a JSON object (F4).
    WorkRequest request = WorkRequest.of(0, List.of("x".repeat(121)));
    WireOutput out = new WireOutput();
    new ProtoWorkerCodec().writeRequest(request, out);
    assertThat(out.array()).startsWith((byte) 0x7b, (byte) 0x0a, (byte) 0x79);
    assertThat(out.size()).isEqualTo(124);
    assertThat(Frames.request(Frames.bytes(out))).isEqualTo(request);
  }

  @Test
  void defaults_areNotWritten() {
    WireOutput out = new WireOutput();
    new ProtoWorkerCodec().writeResponse(WorkResponse.of(0, 0, ""), out);
    assertThat(Frames.bytes(out)).containsExactly(0);
    out.clear();
    new ProtoWorkerCodec().writeRequest(WorkRequest.of(0, List.of("")), out);
    assertThat(Frames.bytes(out)).containsExactly(2, 0x0a, 0);
  }

  @Test
  void messagesAreAppended_behindWhatIsThere() throws IOException {
    WireOutput out = new WireOutput();
    out.put(0);
    new ProtoWorkerCodec().writeResponse(WorkResponse.of(3, 1, "ä"), out);
    assertThat(Frames.bytes(out))
        .isEqualTo(Frames.bytes(0, 8, 0x08, 1, 0x12, 2, 0xc3, 0xa4, 0x18, 3));
  }
}
