using Lab.Repository.Collection;

namespace Lab.Repository.Tests.FormatDocument;

public sealed class FormatDocumentTests
{
    [Fact]
    public async Task The_document_is_enough_to_read_a_repository()
    {
        using var place = new TemporaryRepository();
        var repository = await place.InitializeAsync();
        var random = TemporaryRepository.Random(3_000_000, 1);
        var relation = new byte[40 * 8192];
        place.Write("notes/random", random);
        place.Write("base/5/16384", relation);
        place.Write("empty", []);
        await place.BackUpAsync(repository);

        // A base beside a delta.
        await new GarbageCollector(repository).RunAsync(new CollectionOptions { Grace = TimeSpan.Zero }, TestContext.Current.CancellationToken);
        place.Write("notes/more", random[..100_000]);
        await place.BackUpAsync(repository);

        var snapshots = new DocumentReader(place.Folder, TemporaryRepository.Passphrase).Snapshots().OrderBy(s => s.Count).ToArray();

        snapshots.Select(s => s.Count).ShouldBe([3, 4]);
        foreach (var snapshot in snapshots)
        {
            snapshot["notes/random"].ShouldBe(random);
            snapshot["base/5/16384"].ShouldBe(relation);
            snapshot["empty"].ShouldBeEmpty();
        }

        snapshots[1]["notes/more"].ShouldBe(random[..100_000]);
    }
}
