using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Lab.Repository.Tests.FormatDocument;

/// <summary>Reads a repository in a folder by the rules of docs/repository-format.md alone: nothing of Lab.Repository is used.</summary>
internal sealed class DocumentReader
{
    private readonly string folder;
    private readonly byte[] master;
    private readonly byte[] chunkKey;
    private readonly Dictionary<string, byte[]> chunks = [];

    public DocumentReader(string folder, string passphrase)
    {
        this.folder = folder;
        using var config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "config")));
        config.RootElement.GetProperty("format").GetString().ShouldBe("lab-repository");
        config.RootElement.GetProperty("version").GetInt32().ShouldBe(1);
        master = Unwrap(config.RootElement.GetProperty("id").GetString()!, passphrase);
        chunkKey = Derive([], "lab-repository chunk-id");
        foreach (var pack in PacksOfIndex())
        {
            ReadPack(pack);
        }
    }

    /// <summary>The files of every snapshot: path and content.</summary>
    public IEnumerable<Dictionary<string, byte[]>> Snapshots()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "snapshots")))
        {
            using var manifest = JsonDocument.Parse(Open($"snapshots/{Path.GetFileName(file)}"));
            if (manifest.RootElement.TryGetProperty("fenced", out _))
            {
                continue;
            }

            var catalog = manifest.RootElement.GetProperty("catalog").EnumerateArray().SelectMany(c => Chunk(c.GetString()!.Split(':')[0])).ToArray();
            yield return Entries(catalog);
        }
    }

    private Dictionary<string, byte[]> Entries(ReadOnlySpan<byte> catalog)
    {
        var files = new Dictionary<string, byte[]>();
        while (!catalog.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(catalog);
            using var json = JsonDocument.Parse(catalog.Slice(4, length).ToArray());
            catalog = catalog[(4 + length)..];
            var count = BinaryPrimitives.ReadInt32LittleEndian(catalog);
            catalog = catalog[4..];
            var content = new MemoryStream();
            for (var i = 0; i < count; i++)
            {
                var chunk = Chunk(Convert.ToHexStringLower(catalog[..32]));
                chunk.Length.ShouldBe(BinaryPrimitives.ReadInt32LittleEndian(catalog[32..]));
                content.Write(chunk);
                catalog = catalog[36..];
            }

            if (json.RootElement.GetProperty("type").GetString() == "file")
            {
                files[json.RootElement.GetProperty("path").GetString()!] = content.ToArray();
            }
        }

        return files;
    }

    private byte[] Chunk(string id) => chunks[id];

    private HashSet<string> PacksOfIndex()
    {
        var names = Directory.GetFiles(Path.Combine(folder, "index")).Select(Path.GetFileName).OfType<string>().ToArray();
        var newest = names.Where(n => n.StartsWith("base-", StringComparison.Ordinal)).OrderByDescending(n => n, StringComparer.Ordinal).FirstOrDefault();
        var superseded = new HashSet<string>();
        var packs = new HashSet<string>();
        foreach (var name in names.Where(n => n == newest).Concat(names.Where(n => n.StartsWith("delta-", StringComparison.Ordinal))))
        {
            if (superseded.Contains($"index/{name}"))
            {
                continue;
            }

            var record = new DocumentRecord(Open($"index/{name}"));
            record.Varint();
            for (var i = record.Varint(); i > 0; i--)
            {
                superseded.Add(Encoding.UTF8.GetString(record.Take((int)record.Varint())));
            }

            for (var i = record.Varint(); i > 0; i--)
            {
                packs.Add(Convert.ToHexStringLower(record.Take(20)));
                record.Varint();
                record.Take(16);
                Blobs(record);
            }

            record.AtEnd.ShouldBeTrue();
        }

        return packs;
    }

    private void ReadPack(string id)
    {
        var pack = File.ReadAllBytes(Path.Combine(folder, "packs", id[..2], id));
        Encoding.ASCII.GetString(pack, 0, 8).ShouldBe("LABPACK1");
        Convert.ToHexStringLower(pack.AsSpan(8, 20)).ShouldBe(id);
        Encoding.ASCII.GetString(pack, pack.Length - 8, 8).ShouldBe("LABPEND1");
        using var cipher = new AesGcm(Derive(Convert.FromHexString(id), "lab-repository pack"), 16);

        var size = BinaryPrimitives.ReadInt32LittleEndian(pack.AsSpan(pack.Length - 12));
        var directory = new DocumentRecord(Unpack(Decrypt(cipher, Enumerable.Repeat((byte)0xff, 12).ToArray(), pack.AsSpan(pack.Length - 12 - size, size))));
        var offset = 28;
        ulong ordinal = 0;
        foreach (var (stored, contents) in Blobs(directory))
        {
            var nonce = new byte[12];
            BinaryPrimitives.WriteUInt64LittleEndian(nonce, ordinal++);
            var raw = Unpack(Decrypt(cipher, nonce, pack.AsSpan(offset, stored)));
            offset += stored;
            var at = 0;
            foreach (var (chunk, length) in contents)
            {
                var bytes = raw.AsSpan(at, length).ToArray();
                Convert.ToHexStringLower(HMACSHA256.HashData(chunkKey, bytes)).ShouldBe(chunk);
                chunks[chunk] = bytes;
                at += length;
            }

            at.ShouldBe(raw.Length);
        }
    }

    private static List<(int Stored, List<(string Id, int Length)> Chunks)> Blobs(DocumentRecord record)
    {
        var blobs = new List<(int, List<(string, int)>)>();
        for (var i = record.Varint(); i > 0; i--)
        {
            var stored = (int)record.Varint();
            var contents = new List<(string, int)>();
            for (var c = record.Varint(); c > 0; c--)
            {
                contents.Add((Convert.ToHexStringLower(record.Take(32)), (int)record.Varint()));
            }

            blobs.Add((stored, contents));
        }

        return blobs;
    }

    private byte[] Open(string key)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, key));
        Encoding.ASCII.GetString(bytes, 0, 8).ShouldBe("LABOBJ01");
        using var cipher = new AesGcm(Derive(bytes[8..24], $"lab-repository object {key}"), 16);
        return Unpack(Decrypt(cipher, new byte[12], bytes.AsSpan(24)));
    }

    private byte[] Unwrap(string repository, string passphrase)
    {
        using var slot = JsonDocument.Parse(File.ReadAllBytes(Directory.GetFiles(Path.Combine(folder, "keys")).Single()));
        slot.RootElement.GetProperty("derivation").GetString().ShouldBe("pbkdf2-sha512");
        var key = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(passphrase), slot.RootElement.GetProperty("salt").GetBytesFromBase64(), slot.RootElement.GetProperty("iterations").GetInt32(), HashAlgorithmName.SHA512, 32);
        var wrapped = slot.RootElement.GetProperty("wrapped").GetBytesFromBase64();
        using var cipher = new AesGcm(key, 16);
        var unwrapped = new byte[32];
        var bound = Encoding.UTF8.GetBytes($"lab-repository key {repository} {slot.RootElement.GetProperty("id").GetString()}");
        cipher.Decrypt(wrapped.AsSpan(0, 12), wrapped.AsSpan(12, 32), wrapped.AsSpan(44), unwrapped, bound);
        return unwrapped;
    }

    private byte[] Derive(byte[] salt, string info) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, salt, Encoding.UTF8.GetBytes(info));

    private static byte[] Decrypt(AesGcm cipher, byte[] nonce, ReadOnlySpan<byte> sealedBytes)
    {
        var plain = new byte[sealedBytes.Length - 16];
        cipher.Decrypt(nonce, sealedBytes[..^16], sealedBytes[^16..], plain);
        return plain;
    }

    private static byte[] Unpack(byte[] packed)
    {
        if (packed[0] == 0)
        {
            return packed[1..];
        }

        packed[0].ShouldBe((byte)1);
        using var zstd = new ZstdNet.Decompressor();
        return zstd.Unwrap(packed[1..]);
    }
}
