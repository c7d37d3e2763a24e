using CsCheck;
using Lab.Repository.Chunking;

namespace Lab.Repository.Tests;

public sealed class ChunkerTests
{
    private readonly ContentDefinedChunker chunker = new(TemporaryRepository.Random(2048, 7));

    [Fact]
    public void Every_chunk_but_the_last_keeps_to_the_sizes() => Gen.Select(Gen.Int[0, 3_000_000], Gen.Int, Gen.Int[1, 256]).Sample((length, seed, values) =>
    {
        var data = Repeating(length, seed, values);
        var cuts = Cut(data);

        cuts.Sum().ShouldBe(length);
        cuts.ShouldAllBe(c => c <= ChunkSizes.Largest);
        cuts.SkipLast(1).ShouldAllBe(c => c >= ChunkSizes.Smallest);
    }, iter: 100);

    [Fact]
    public void A_cut_depends_on_no_more_than_the_largest_size() => Gen.Select(Gen.Int, Gen.Int[0, 500_000]).Sample((seed, more) =>
    {
        var data = TemporaryRepository.Random(ChunkSizes.Largest + more, seed);

        chunker.Cut(data).ShouldBe(chunker.Cut(data.AsSpan(0, ChunkSizes.Largest)));
    }, iter: 100);

    [Fact]
    public void An_insertion_changes_few_chunks()
    {
        // How soon the cuts meet again is chance: the cases are always the same, and each keeps the bound.
        var random = new Random(7);
        for (var seed = 0; seed < 20; seed++)
        {
            var before = TemporaryRepository.Random(4_000_000, seed);
            var at = random.Next(before.Length);
            byte[] after = [.. before[..at], .. TemporaryRepository.Random(random.Next(1, 5000), seed + 100), .. before[at..]];

            var known = Contents(before).ToHashSet();
            Contents(after).Count(c => !known.Contains(c)).ShouldBeLessThan(8);
        }
    }

    [Fact]
    public void The_average_is_as_announced()
    {
        var cuts = Cut(TemporaryRepository.Random(40_000_000, 3));

        cuts.Average().ShouldBeInRange(ChunkSizes.Average * 0.75, ChunkSizes.Average * 1.35);
    }

    private static byte[] Repeating(int length, int seed, int values)
    {
        var random = new Random(seed);
        var data = new byte[length];
        for (var i = 0; i < length; i++)
        {
            data[i] = (byte)random.Next(values);
        }

        return data;
    }

    private List<int> Cut(ReadOnlySpan<byte> data)
    {
        var cuts = new List<int>();
        while (!data.IsEmpty)
        {
            cuts.Add(chunker.Cut(data));
            data = data[cuts[^1]..];
        }

        return cuts;
    }

    private IEnumerable<string> Contents(byte[] data)
    {
        var at = 0;
        foreach (var cut in Cut(data))
        {
            yield return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(data.AsSpan(at, cut)));
            at += cut;
        }
    }
}
