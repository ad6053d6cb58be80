package org.linli.matcher.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleMountainRangeTest {
    private static byte[] leaf(int number) {
        return LeafHash.leaf(("entry " + number).getBytes(StandardCharsets.UTF_8));
    }

    private static List<byte[]> leaves(int size) {
        List<byte[]> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    @Test
    void hashes_ofLeafAndNode_areKeptApartAsInRfc6962() {
        // The leaf hash of the empty string, as Certificate Transparency's test vectors have it.
        assertThat(HexFormat.of().formatHex(LeafHash.leaf(new byte[0])))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        byte[] one = leaf(1);
        byte[] two = leaf(2);
        byte[] both = new byte[64];
        System.arraycopy(one, 0, both, 0, 32);
        System.arraycopy(two, 0, both, 32, 32);
        assertThat(LeafHash.node(one, two)).isNotEqualTo(LeafHash.leaf(both));
    }

    @Test
    void peaks_areOneForEachBitOfTheSize() {
        for (int size = 0; size < 130; size++) {
            assertThat(MerkleMountainRange.peaks(leaves(size))).hasSize(Integer.bitCount(size));
        }
        List<byte[]> four = MerkleMountainRange.peaks(leaves(4));
        assertThat(four.get(0))
                .isEqualTo(LeafHash.node(LeafHash.node(leaf(0), leaf(1)), LeafHash.node(leaf(2), leaf(3))));
    }

    @Test
    void proof_ofEveryLeafOfEverySize_isAccepted() {
        for (int size = 1; size < 70; size++) {
            List<byte[]> leaves = leaves(size);
            for (int index = 0; index < size; index++) {
                MerkleMountainRange.Proof proof = MerkleMountainRange.prove(leaves, index);
                assertThat(MerkleMountainRange.verify(leaves.get(index), index, size, proof.path(), proof.peaks()))
                        .as("%d of %d", index, size)
                        .isTrue();
            }
        }
    }

    @Test
    void proof_ofAnythingElse_isRefused() {
        List<byte[]> leaves = leaves(21);
        MerkleMountainRange.Proof proof = MerkleMountainRange.prove(leaves, 6);
        assertThat(MerkleMountainRange.verify(leaf(7), 6, 21, proof.path(), proof.peaks()))
                .isFalse();
        assertThat(MerkleMountainRange.verify(leaf(6), 7, 21, proof.path(), proof.peaks()))
                .isFalse();
        assertThat(MerkleMountainRange.verify(leaf(6), 6, 23, proof.path(), proof.peaks()))
                .isFalse();
        assertThat(MerkleMountainRange.verify(leaf(6), 21, 21, proof.path(), proof.peaks()))
                .isFalse();
        List<MerkleMountainRange.Step> shorter = proof.path().subList(0, 3);
        assertThat(MerkleMountainRange.verify(leaf(6), 6, 21, shorter, proof.peaks()))
                .isFalse();
        List<byte[]> changed = new ArrayList<>(leaves);
        changed.set(3, leaf(99));
        assertThat(MerkleMountainRange.verify(leaf(6), 6, 21, proof.path(), MerkleMountainRange.peaks(changed)))
                .isFalse();
    }

    @Test
    void append_withTheWrongPeaks_isRefused() {
        assertThatThrownBy(() -> MerkleMountainRange.append(List.of(leaf(0)), 2 + 1, leaf(1)))
                .hasMessageContaining("1 bits of size (3)");
        assertThatThrownBy(() -> MerkleMountainRange.prove(leaves(3), 3)).hasMessageContaining("below 3");
    }
}
