using System.Text.Json;
using Lab.Repository.Format;

namespace Lab.Repository.Verification;

/// <summary>When each pack was last found whole. It saves work and nothing else: when it is lost or damaged, everything counts as never verified.</summary>
internal sealed class VerificationState
{
    private readonly Dictionary<string, DateTimeOffset> verified;

    private VerificationState(Dictionary<string, DateTimeOffset> verified) => this.verified = verified;

    public static async Task<VerificationState> ReadAsync(BackupRepository repository, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await repository.Backend.GetAsync(RepositoryFormat.Verification, cancellationToken).ConfigureAwait(false);
            return new VerificationState(bytes is null ? [] : JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(repository.Cipher.Open(RepositoryFormat.Verification, bytes)) ?? []);
        }
        catch (Exception error) when (error is JsonException or RepositoryException { Error: RepositoryError.Damaged })
        {
            return new VerificationState([]);
        }
    }

    public DateTimeOffset LastVerified(PackId pack) => verified.GetValueOrDefault(pack.ToString());

    public void Set(PackId pack, DateTimeOffset when)
    {
        lock (verified)
        {
            verified[pack.ToString()] = when;
        }
    }

    public void Forget(PackId pack)
    {
        lock (verified)
        {
            verified.Remove(pack.ToString());
        }
    }

    public Task WriteAsync(BackupRepository repository, IReadOnlySet<string> packs, CancellationToken cancellationToken)
    {
        var kept = verified.Where(v => packs.Contains(v.Key)).ToDictionary();
        return repository.Backend.PutAsync(RepositoryFormat.Verification, repository.Cipher.Seal(RepositoryFormat.Verification, JsonSerializer.SerializeToUtf8Bytes(kept)), onlyIfAbsent: false, cancellationToken);
    }
}
