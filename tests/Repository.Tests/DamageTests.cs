using Lab.Repository.Verification;

namespace Lab.Repository.Tests;

public sealed class DamageTests : IDisposable
{
    private readonly TemporaryRepository place = new();

    /// <summary>One bit, a cut or a deletion anywhere: verification finds it, and no restore yields other bytes than were backed up.</summary>
    [Fact]
    public async Task Verification_finds_every_damage_and_no_restore_yields_wrong_bytes()
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(400_000, 1);
        place.Write("file", content);
        place.Write("base/5/1", TemporaryRepository.Random(8192 * 30, 2));
        var snapshot = await place.BackUpAsync(repository);
        var token = TestContext.Current.CancellationToken;
        (await new Verifier(repository).RunAsync(new VerificationOptions(), token)).IsSound.ShouldBeTrue();

        var random = new Random(3);
        var files = Directory.GetFiles(place.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/receipts/") && (f.Contains("/packs/") || f.Contains("/index/") || f.Contains("/snapshots/") || f.Contains("/keys/") || f.Contains("/repository/config"))).ToArray();
        for (var round = 0; round < 120; round++)
        {
            var file = files[random.Next(files.Length)];
            var whole = File.ReadAllBytes(file);
            var kind = random.Next(8);
            Damage(file, whole, kind, random);

            var result = await new Verifier(repository).RunAsync(new VerificationOptions { Workers = 1 }, token);
            result.IsSound.ShouldBeFalse($"round {round}: {file}, kind {kind}");

            try
            {
                (await TemporaryRepository.ReadAsync(repository, snapshot, "file")).ShouldBe(content);
            }
            catch (RepositoryException error)
            {
                error.Error.ShouldBe(RepositoryError.Damaged);
            }

            File.WriteAllBytes(file, whole);
        }

        (await new Verifier(repository).RunAsync(new VerificationOptions(), token)).IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task A_damaged_pack_is_named_with_the_snapshots_and_files_that_need_it()
    {
        var repository = await place.InitializeAsync();
        var first = await TemporaryRepository.StoreAsync(repository, "one", TemporaryRepository.Random(100_000, 1));
        var second = await TemporaryRepository.StoreAsync(repository, "two", TemporaryRepository.Random(100_000, 2));
        var packs = place.Packs().OrderBy(File.GetLastWriteTimeUtc).ToArray();
        var bytes = File.ReadAllBytes(packs[0]);
        bytes[1000] ^= 4;
        File.WriteAllBytes(packs[0], bytes);

        var result = await new Verifier(repository).RunAsync(new VerificationOptions(), TestContext.Current.CancellationToken);

        result.DamagedSnapshots.ShouldBe([first.Id]);
        result.Problems.ShouldContain(p => p.Contains(Path.GetFileName(packs[0])) && p.Contains("seal"));
        (await TemporaryRepository.ReadAsync(repository, second, "two")).ShouldBe(TemporaryRepository.Random(100_000, 2));
    }

    [Fact]
    public async Task The_quick_verification_finds_what_is_missing()
    {
        var repository = await place.InitializeAsync();
        await TemporaryRepository.StoreAsync(repository, "one", TemporaryRepository.Random(100_000, 1));
        File.Delete(place.Packs().Single());

        var result = await new Verifier(repository).RunAsync(new VerificationOptions { Quick = true }, TestContext.Current.CancellationToken);

        result.Problems.ShouldContain(p => p.EndsWith("is missing."));
    }

    [Fact]
    public async Task What_was_verified_lately_is_not_read_again()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        var repository = await place.InitializeAsync(time);
        await TemporaryRepository.StoreAsync(repository, "one", TemporaryRepository.Random(100_000, 1));
        var token = TestContext.Current.CancellationToken;
        var options = new VerificationOptions { SkipVerifiedWithin = TimeSpan.FromDays(30) };
        (await new Verifier(repository).RunAsync(options, token)).ReadPacks.ShouldBe(2);

        (await new Verifier(repository).RunAsync(options, token)).ReadPacks.ShouldBe(0);
        time.Advance(TimeSpan.FromDays(31));
        (await new Verifier(repository).RunAsync(options, token)).ReadPacks.ShouldBe(2);
    }

    public void Dispose() => place.Dispose();

    private static void Damage(string file, byte[] whole, int kind, Random random)
    {
        var altered = whole.ToArray();
        switch (kind)
        {
            case 0:
                File.WriteAllBytes(file, whole[..random.Next(whole.Length)]);
                break;
            case 1:
                File.Delete(file);
                break;
            default:
                altered[random.Next(altered.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(file, altered);
                break;
        }
    }
}
