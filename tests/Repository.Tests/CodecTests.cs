using CsCheck;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Packs;

namespace Lab.Repository.Tests;

public sealed class CodecTests
{
    private static readonly RepositoryCipher Cipher = new(new byte[32]);

    [Fact]
    public void Packed_bytes_come_back() => Gen.Select(Gen.Byte.Array[0, 5000], Gen.Int[1, 20]).Sample((part, times) =>
    {
        using var codec = new BlobCodec();
        var raw = Enumerable.Repeat(part, times).SelectMany(p => p).ToArray();
        var packed = new byte[BlobCodec.Bound(raw.Length)];
        var size = codec.Pack(raw, packed);

        var back = new byte[raw.Length];
        codec.Unpack(packed.AsSpan(0, size), back);
        back.ShouldBe(raw);
        codec.Unpack(packed.AsSpan(0, size), 1_000_000).ShouldBe(raw);
    }, iter: 300);

    [Fact]
    public void A_sealed_object_opens_only_where_it_was_sealed_and_unaltered() => Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, int.MaxValue], Gen.Int[0, 7]).Sample((content, at, bit) =>
    {
        var sealedObject = Cipher.Seal("snapshots/a", content);
        Cipher.Open("snapshots/a", sealedObject).ShouldBe(content);
        Should.Throw<RepositoryException>(() => Cipher.Open("snapshots/b", sealedObject)).Error.ShouldBe(RepositoryError.Damaged);

        sealedObject[at % sealedObject.Length] ^= (byte)(1 << bit);
        Should.Throw<RepositoryException>(() => Cipher.Open("snapshots/a", sealedObject)).Error.ShouldBe(RepositoryError.Damaged);
    }, iter: 300);

    [Fact]
    public void An_index_comes_back() => GenIndex.Sample(file =>
    {
        var back = IndexFile.Read(file.Write().Span);

        back.Generation.ShouldBe(file.Generation);
        back.Supersedes.ShouldBe(file.Supersedes);
        back.Packs.Select(p => (p.Id, p.Length, p.Created, p.Doomed)).ShouldBe(file.Packs.Select(p => (p.Id, p.Length, p.Created, p.Doomed)));
        back.Packs.SelectMany(p => p.Blobs).SelectMany(b => b.Chunks).ShouldBe(file.Packs.SelectMany(p => p.Blobs).SelectMany(b => b.Chunks));
    }, iter: 200);

    [Fact]
    public void Damaged_records_are_refused_and_ask_for_no_memory() => Gen.Select(GenIndex, Gen.Int[0, int.MaxValue], Gen.Byte, Gen.Int[0, int.MaxValue]).Sample((file, at, value, length) =>
    {
        var bytes = file.Write().ToArray();
        bytes[at % bytes.Length] = value;
        try
        {
            IndexFile.Read(bytes.AsSpan(0, (length % bytes.Length) + 1));
        }
        catch (InvalidDataException)
        {
            // The only exception that is allowed.
        }
    }, iter: 50_000);

    [Fact]
    public void Random_bytes_are_no_records_and_no_blobs() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        using var codec = new BlobCodec();
        foreach (var read in new Action[] { () => IndexFile.Read(bytes), () => codec.Unpack(bytes, 100_000), () => PackFrame.Read(Cipher, default, bytes) })
        {
            try
            {
                read();
            }
            catch (InvalidDataException)
            {
                // The only exception that is allowed.
            }
        }
    }, iter: 50_000);

    [Theory]
    [InlineData("packs/ab/abababababababababababababababab00000001", true)]
    [InlineData("packs/ac/abababababababababababababababab00000001", false)]
    [InlineData("packs/ab/ABababababababababababababababab00000001", false)]
    [InlineData("packs/ab/x", false)]
    [InlineData("config", false)]
    public void Only_a_packs_key_is_one(string key, bool valid) => (PackId.FromKey(key) is { } id && id.Key == key).ShouldBe(valid);

    private static readonly Gen<BlobChunk> GenChunk = Gen.Select(Gen.ULong, Gen.ULong, Gen.Int[1, 262_144], (a, b, length) => new BlobChunk(new ChunkId(a, b, a, b), length));

    private static readonly Gen<PackBlob> GenBlob = Gen.Select(Gen.Int[17, 1_000_000], GenChunk.Array[1, 5], (stored, chunks) => new PackBlob(0, 0, stored, chunks));

    private static readonly Gen<Pack> GenPack = Gen.Select(Gen.Guid, Gen.UInt, Gen.Long[0, long.MaxValue], Gen.Long[0, 4_000_000_000_000], GenBlob.Array[0, 4], Gen.Bool,
        (writer, number, length, created, blobs, doomed) => new Pack(new PackId(writer, number), length, DateTimeOffset.FromUnixTimeMilliseconds(created), blobs, doomed ? DateTimeOffset.FromUnixTimeMilliseconds(created + 1) : null));

    private static readonly Gen<IndexFile> GenIndex = Gen.Select(Gen.ULong, Gen.String[0, 20].Array[0, 3], GenPack.Array[0, 4], (generation, names, packs) => new IndexFile(generation, [.. names.Select(n => n.Replace('\ud800', 'x')).Where(n => !n.Any(char.IsSurrogate))], packs));
}
