using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

public sealed class FileReadersTests
{
    private readonly List<string> deleted = [];
    private readonly FileReaders readers;

    public FileReadersTests() => readers = new FileReaders(deleted.Add);

    [Fact]
    public void A_file_that_nobody_reads_goes_at_once()
    {
        readers.Begin().Dispose();
        readers.Delete("a");

        deleted.ShouldBe(["a"]);
    }

    [Fact]
    public void A_file_stays_until_those_who_began_before_are_done()
    {
        var first = readers.Begin();
        readers.Delete("a");
        var second = readers.Begin();
        readers.Delete("b");
        deleted.ShouldBeEmpty();

        first.Dispose();
        deleted.ShouldBe(["a"]);
        first.Dispose();
        deleted.ShouldBe(["a"]);
        second.Dispose();
        deleted.ShouldBe(["a", "b"]);
    }
}
