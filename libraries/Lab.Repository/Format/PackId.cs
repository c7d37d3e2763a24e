using System.Buffers.Binary;
using System.Globalization;

namespace Lab.Repository.Format;

/// <summary>Names a pack: the id of who wrote it, and which of that writer's packs it is.</summary>
/// <param name="Writer">The writer's random id.</param>
/// <param name="Number">Counts the writer's packs from 0, with <see cref="CatalogFlag"/> for those of catalogs.</param>
public readonly record struct PackId(Guid Writer, uint Number)
{
    /// <summary>Bytes of an id.</summary>
    public const int Size = 20;

    /// <summary>The bit of <see cref="Number"/> that tells packs of catalogs from packs of contents.</summary>
    public const uint CatalogFlag = 0x8000_0000;

    /// <summary>Whether the pack holds catalogs alone, which are read often, also where contents lie in an archive.</summary>
    public bool IsCatalog => (Number & CatalogFlag) != 0;

    /// <summary>Where the pack lies in the repository.</summary>
    public string Key
    {
        get
        {
            var name = ToString();
            return $"{RepositoryFormat.Packs}{name[..2]}/{name}";
        }
    }

    /// <summary>Reads an id.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    /// <returns>The id in the first bytes.</returns>
    public static PackId Read(ReadOnlySpan<byte> bytes) =>
        new(new Guid(bytes[..16], bigEndian: true), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    /// <summary>Reads the id from a pack's key in the repository.</summary>
    /// <param name="key">For example <c>packs/ab/ab…</c>.</param>
    /// <returns>The id, or <see langword="null"/> when the key is not a pack's.</returns>
    public static PackId? FromKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return TryParse(key[(key.LastIndexOf('/') + 1)..]) is { } id && id.Key == key ? id : null;
    }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <param name="name">40 hexadecimal digits.</param>
    /// <returns>The id, or <see langword="null"/> when it is none.</returns>
    public static PackId? TryParse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 40 && Guid.TryParseExact(name[..32], "N", out var writer) && uint.TryParse(name.AsSpan(32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? new PackId(writer, number)
            : null;
    }

    /// <summary>Writes the id.</summary>
    /// <param name="bytes">At least <see cref="Size"/> bytes.</param>
    public void Write(Span<byte> bytes)
    {
        _ = Writer.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Number);
    }

    /// <summary>The id in hexadecimal.</summary>
    /// <returns>40 lower-case digits.</returns>
    public override string ToString() => Writer.ToString("N") + Number.ToString("x8", CultureInfo.InvariantCulture);
}
