namespace Lab.Repository.Tests.FormatDocument;

/// <summary>A binary record as docs/repository-format.md describes it.</summary>
internal sealed class DocumentRecord(byte[] bytes)
{
    private int at;

    public bool AtEnd => at == bytes.Length;

    public byte[] Take(int count)
    {
        at += count;
        return bytes[(at - count)..at];
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }
}
