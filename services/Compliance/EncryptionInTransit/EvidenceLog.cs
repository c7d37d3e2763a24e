using Lab.Compliance.Controls;

namespace Lab.Compliance.EncryptionInTransit;

/// <summary>Collects the evidence of one system.</summary>
internal sealed class EvidenceLog(TimeProvider time)
{
    private readonly List<Evidence> _entries = [];

    public IReadOnlyList<Evidence> Entries
    {
        get
        {
            lock (_entries)
            {
                return [.. _entries];
            }
        }
    }

    public void Add(string sent, string seen)
    {
        lock (_entries)
        {
            _entries.Add(new Evidence(time.GetUtcNow(), sent, seen));
        }
    }
}
