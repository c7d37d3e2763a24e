using Lab.Hosting.Clients.Chroma;

namespace Lab.Clients.Tests.Chroma;

[Collection<ChromaCollectionFixture>]
public sealed class ChromaCollectionTests(ChromaServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_come_back_as_they_were_written()
    {
        var collection = await server.NewCollectionAsync();
        var record = new ChromaRecord
        {
            Id = "a",
            Embedding = new float[] { 1, 0.25f, -3e-7f },
            Document = "Void \"Ä\" 🌌",
            Metadata = new() { ["whole"] = long.MaxValue, ["real"] = 2.0, ["text"] = "x", ["truth"] = true },
            Uri = "https://example.org/a?b=c",
        };

        await collection.AddAsync([record], Cancellation);
        var read = (await collection.GetAsync(new() { Include = ChromaInclude.All }, Cancellation)).ShouldHaveSingleItem();

        read.Id.ShouldBe("a");
        read.Embedding!.Value.ToArray().ShouldBe([1, 0.25f, -3e-7f]);
        read.Document.ShouldBe(record.Document);
        read.Uri.ShouldBe(record.Uri);
        read.Metadata!["whole"].Value.ShouldBe(long.MaxValue);
        read.Metadata["real"].Value.ShouldBe(2.0);
        read.Metadata["text"].Value.ShouldBe("x");
        read.Metadata["truth"].Value.ShouldBe(true);
    }

    [Fact]
    public async Task An_answer_holds_what_was_asked_for()
    {
        var collection = await PapersAsync();

        var ids = await collection.GetAsync(new() { Include = ChromaInclude.None, Limit = 2, Offset = 1 }, Cancellation);

        ids.Select(r => r.Id).ShouldBe(["b", "c"]);
        ids.ShouldAllBe(r => r.Embedding == null && r.Document == null && r.Metadata == null && r.Uri == null);
        (await collection.GetAsync(new() { Ids = ["c", "none"] }, Cancellation)).ShouldHaveSingleItem().Document.ShouldBe("cosmic void");
    }

    [Fact]
    public async Task The_nearest_come_first_for_each_vector_in_its_turn()
    {
        var collection = await PapersAsync();

        var answers = await collection.QueryAsync(new() { Embeddings = [new float[] { 0.1f, 0.9f, 0 }, new float[] { 1, 0, 0 }], Results = 2 }, Cancellation);

        answers.Select(matches => string.Concat(matches.Select(m => m.Record.Id))).ShouldBe(["bc", "ac"]);
        answers[0][0].Distance!.Value.ShouldBe(0.02f, 1e-5f);
        answers[1][0].Distance.ShouldBe(0);
        answers[1][0].Record.Document.ShouldBe("galaxy");
    }

    [Fact]
    public async Task The_space_of_a_collection_says_how_far_things_are()
    {
        var collection = await server.NewCollectionAsync(new() { Space = ChromaSpace.Cosine, EfSearch = 50, Metadata = new() { ["survey"] = "DESI" } });
        await collection.AddAsync([new() { Id = "a", Embedding = new float[] { 10, 0 } }], Cancellation);

        var matches = await collection.QueryAsync(new() { Embeddings = [new float[] { 0, 1 }] }, Cancellation);
        var again = await server.Client.Database.GetCollectionAsync(collection.Name, Cancellation);

        matches[0].ShouldHaveSingleItem().Distance.ShouldBe(1);
        again.Id.ShouldBe(collection.Id);
        again.Space.ShouldBe(ChromaSpace.Cosine);
        again.Dimension.ShouldBe(2);
        again.Metadata!["survey"].Value.ShouldBe("DESI");
    }

    public static TheoryData<ChromaWhere, string> Conditions => new()
    {
        { ChromaWhere.Equal("n", 1), "a" },
        { ChromaWhere.NotEqual("n", 1), "bc" },
        { ChromaWhere.Greater("n", 1), "bc" },
        { ChromaWhere.GreaterOrEqual("n", 2), "bc" },
        { ChromaWhere.Less("n", 2), "a" },
        { ChromaWhere.LessOrEqual("n", 2), "ab" },
        { ChromaWhere.In("kind", "void", "star"), "c" },
        { ChromaWhere.NotIn("kind", "void", "star"), "ab" },
        { ChromaWhere.Equal("z", 2.0), "b" },
        { ChromaWhere.And(ChromaWhere.Greater("n", 1), ChromaWhere.Equal("kind", "void")), "c" },
        { ChromaWhere.Or(ChromaWhere.Equal("n", 1), ChromaWhere.Equal("n", 3)), "ac" },
        { ChromaWhere.And(ChromaWhere.Equal("n", 1)), "a" },
    };

    [Theory]
    [MemberData(nameof(Conditions), DisableDiscoveryEnumeration = true)]
    public async Task Metadata_choose_records(ChromaWhere where, string expected)
    {
        var collection = await PapersAsync();

        string.Concat((await collection.GetAsync(new() { Where = where }, Cancellation)).Select(r => r.Id)).ShouldBe(expected);
        string.Concat((await collection.QueryAsync(new() { Embeddings = [new float[3]], Where = where }, Cancellation))[0].Select(m => m.Record.Id).Order()).ShouldBe(expected);
    }

    public static TheoryData<ChromaDocumentWhere, string> Texts => new()
    {
        { ChromaDocumentWhere.Contains("void"), "c" },
        { ChromaDocumentWhere.NotContains("void"), "ab" },
        { ChromaDocumentWhere.Matches("^gal"), "ab" },
        { ChromaDocumentWhere.NotMatches("^gal"), "c" },
        { ChromaDocumentWhere.Or(ChromaDocumentWhere.Contains("ies"), ChromaDocumentWhere.Contains("void")), "bc" },
        { ChromaDocumentWhere.And(ChromaDocumentWhere.Contains("gala"), ChromaDocumentWhere.NotContains("ies")), "a" },
    };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public async Task Texts_choose_records(ChromaDocumentWhere where, string expected)
    {
        var collection = await PapersAsync();

        string.Concat((await collection.GetAsync(new() { WhereDocument = where }, Cancellation)).Select(r => r.Id)).ShouldBe(expected);
    }

    [Fact]
    public async Task An_update_merges_metadata_and_leaves_the_rest()
    {
        var collection = await PapersAsync();

        await collection.UpdateAsync(
            [
                new() { Id = "a", Metadata = new() { ["n"] = 7, ["kind"] = ChromaValue.Removed } },
                new() { Id = "b", Document = "changed" },
                new() { Id = "none", Document = "not there" },
            ],
            Cancellation);
        var records = (await collection.GetAsync(new() { Include = ChromaInclude.All }, Cancellation)).ToDictionary(r => r.Id);

        records.Keys.ShouldBe(["a", "b", "c"], ignoreOrder: true);
        records["a"].Metadata!.ShouldNotContainKey("kind");
        records["a"].Metadata!["n"].Value.ShouldBe(7L);
        records["a"].Document.ShouldBe("galaxy");
        records["a"].Embedding!.Value.ToArray().ShouldBe([1, 0, 0]);
        records["b"].Document.ShouldBe("changed");
        records["b"].Metadata!["n"].Value.ShouldBe(2L);
    }

    [Fact]
    public async Task An_upsert_changes_and_adds_and_an_add_passes_over_what_is_there()
    {
        var collection = await PapersAsync();

        await collection.UpsertAsync([new() { Id = "a", Embedding = new float[] { 0, 0, 9 } }, new() { Id = "d", Embedding = new float[] { 0, 0, 8 } }], Cancellation);
        await collection.AddAsync([new() { Id = "a", Embedding = new float[] { 5, 5, 5 } }], Cancellation);

        (await collection.CountAsync(Cancellation)).ShouldBe(4);
        (await collection.GetAsync(new() { Ids = ["a"], Include = ChromaInclude.Embeddings }, Cancellation))[0].Embedding!.Value.ToArray().ShouldBe([0, 0, 9]);
    }

    [Fact]
    public async Task Records_are_deleted_by_id_and_by_condition_but_never_by_nothing()
    {
        var collection = await PapersAsync();

        await collection.DeleteAsync(new() { Ids = ["a", "none"] }, Cancellation);
        await collection.DeleteAsync(new() { Where = ChromaWhere.Equal("n", 3) }, Cancellation);
        await Should.ThrowAsync<ArgumentException>(() => collection.DeleteAsync(new(), Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => collection.DeleteAsync(new() { Ids = [] }, Cancellation));

        (await collection.GetAsync(cancellationToken: Cancellation)).Select(r => r.Id).ShouldBe(["b"]);
    }

    [Fact]
    public async Task The_largest_batch_is_written_whole()
    {
        var size = await server.Client.GetMaxBatchSizeAsync(Cancellation);
        var collection = await server.NewCollectionAsync();

        await collection.AddAsync([.. Enumerable.Range(0, size).Select(i => new ChromaRecord { Id = $"{i}", Embedding = new float[] { i, 1 } })], Cancellation);

        (await collection.CountAsync(Cancellation)).ShouldBe(size);
    }

    [Fact]
    public async Task What_cannot_be_written_is_refused_before_it_is_sent()
    {
        var collection = await server.NewCollectionAsync();

        await Should.ThrowAsync<ArgumentException>(() => collection.AddAsync([], Cancellation));
        (await Should.ThrowAsync<ArgumentException>(() => collection.AddAsync([new() { Id = "a" }], Cancellation))).Message.ShouldContain("'a' has no embedding");
        (await Should.ThrowAsync<ArgumentException>(() => collection.UpsertAsync(
            [new() { Id = "a", Embedding = new float[1], Metadata = new() { ["k"] = ChromaValue.Removed } }], Cancellation))).Message.ShouldContain("'k'");
        await Should.ThrowAsync<ArgumentException>(() => collection.QueryAsync(new() { Embeddings = [] }, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => collection.QueryAsync(new() { Embeddings = [new float[1]], Results = 0 }, Cancellation));
        Should.Throw<ArgumentOutOfRangeException>(() => (ChromaValue)double.NaN);
    }

    private async Task<ChromaCollection> PapersAsync()
    {
        var collection = await server.NewCollectionAsync();
        await collection.AddAsync(
            [
                new() { Id = "a", Embedding = new float[] { 1, 0, 0 }, Document = "galaxy", Metadata = new() { ["n"] = 1, ["kind"] = "galaxy" } },
                new() { Id = "b", Embedding = new float[] { 0, 1, 0 }, Document = "galaxies", Metadata = new() { ["n"] = 2, ["z"] = 2.0 } },
                new() { Id = "c", Embedding = new float[] { 0.5f, 0, 0.5f }, Document = "cosmic void", Metadata = new() { ["n"] = 3, ["kind"] = "void" } },
            ],
            Cancellation);
        return collection;
    }
}
