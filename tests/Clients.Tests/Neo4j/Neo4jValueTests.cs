using Lab.Hosting.Clients.Neo4j;

namespace Lab.Clients.Tests.Neo4j;

/// <summary>Values, the same on the emulator and on Neo4j.</summary>
public abstract class Neo4jValueTests(Neo4jServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Neo4jValue, string> Scalars => new()
    {
        { Neo4jValue.Null, "NULL" },
        { true, "BOOLEAN NOT NULL" },
        { 2, "INTEGER NOT NULL" },
        { long.MinValue, "INTEGER NOT NULL" },
        { 2.0, "FLOAT NOT NULL" },
        { double.Epsilon, "FLOAT NOT NULL" },
        { "Ä \"void\" 🌌\n", "STRING NOT NULL" },
        { new DateOnly(2026, 11, 24), "DATE NOT NULL" },
        { new Neo4jTemporal(Neo4jTemporalKind.Time, "10:11:12.123456789+01:00"), "ZONED TIME NOT NULL" },
        { new Neo4jTemporal(Neo4jTemporalKind.LocalTime, "10:11:12"), "LOCAL TIME NOT NULL" },
        { new Neo4jTemporal(Neo4jTemporalKind.OffsetDateTime, "2026-11-24T10:11:12+01:00"), "ZONED DATETIME NOT NULL" },
        { new Neo4jTemporal(Neo4jTemporalKind.LocalDateTime, "2026-11-24T10:11:12"), "LOCAL DATETIME NOT NULL" },
        { new Neo4jTemporal(Neo4jTemporalKind.Duration, "P1Y2M3DT4H5M6.5S"), "DURATION NOT NULL" },
    };

    public static TheoryData<Neo4jValue, string> ValuesThatTheEmulatorRefuses => new()
    {
        { double.NaN, "FLOAT NOT NULL" },
        { double.NegativeInfinity, "FLOAT NOT NULL" },
        { new Neo4jTemporal(Neo4jTemporalKind.ZonedDateTime, "2026-11-24T10:11:12.5+01:00[Europe/Berlin]"), "ZONED DATETIME NOT NULL" },
        { new Neo4jPoint(7203, 1, -2.5), "POINT NOT NULL" },
        { new Neo4jPoint(4979, 13.4, 52.5, 34), "POINT NOT NULL" },
    };

    [Theory]
    [MemberData(nameof(Scalars), DisableDiscoveryEnumeration = true)]
    public async Task A_parameter_has_its_type_and_comes_back_as_it_was(Neo4jValue value, string type)
    {
        var statement = server.IsEmulator ? "RETURN $value AS value" : "RETURN $value AS value, valueType($value) AS type";
        var record = (await server.Database.RunAsync(statement, With("value", value), Cancellation)).Records.ShouldHaveSingleItem();

        record["value"].ShouldBe(value);
        record.Values.Skip(1).ShouldAllBe(found => found.As<string>() == type);
    }

    [Theory]
    [MemberData(nameof(ValuesThatTheEmulatorRefuses), DisableDiscoveryEnumeration = true)]
    public async Task A_rarer_parameter_comes_back_as_it_was_or_is_refused(Neo4jValue value, string type)
    {
        if (server.IsEmulator)
        {
            (await Should.ThrowAsync<Neo4jStatementException>(() => server.Database.RunAsync("RETURN $value", With("value", value), Cancellation)))
                .Code.ShouldBe("Neo.ClientError.Statement.UnsupportedOperationError");
            return;
        }

        await A_parameter_has_its_type_and_comes_back_as_it_was(value, type);
    }

    [Fact]
    public async Task Lists_maps_and_bytes_come_back_with_what_is_in_them()
    {
        var value = Neo4jValue.Map(new Dictionary<string, Neo4jValue>
        {
            ["list"] = Neo4jValue.List("x", Neo4jValue.List(), Neo4jValue.Null),
            ["numbers"] = server.IsEmulator ? Neo4jValue.List(1, 2) : Neo4jValue.List(1, 2.0),
            ["$type"] = "like the wire",
            ["bytes"] = new byte[] { 1, 2, 255 },
        });

        var map = (await server.Database.RunAsync("RETURN $value", With("value", value), Cancellation)).Records[0][0].AsMap();

        map["list"].AsList()[0].ShouldBe("x");
        map["list"].AsList()[1].AsList().ShouldBeEmpty();
        map["list"].AsList()[2].IsNull.ShouldBeTrue();
        map["numbers"].AsList().Select(v => v.Value).ShouldBe(server.IsEmulator ? [1L, 2L] : [1L, 2.0]);
        map["$type"].As<string>().ShouldBe("like the wire");
        map["bytes"].As<byte[]>().ShouldBe([1, 2, 255]);
    }

    [Fact]
    public async Task Temporal_values_become_those_of_NET_where_they_fit()
    {
        Assert.SkipWhen(server.IsEmulator, "The emulator keeps microseconds and no named zones.");
        var instant = new DateTimeOffset(2026, 11, 24, 10, 11, 12, TimeSpan.FromHours(-3.5)).AddTicks(1234567);

        var record = (await server.Database.RunAsync(
            "RETURN $instant, datetime('2026-11-24T10:11:12.123456789+01:00[Europe/Berlin]'), date('2026-11-24'), localtime('10:00')", With("instant", instant), Cancellation)).Records[0];

        record[0].As<Neo4jTemporal>().ToDateTimeOffset().ShouldBe(instant);
        record[1].As<Neo4jTemporal>().ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 24, 10, 11, 12, TimeSpan.FromHours(1)).AddTicks(1234567));
        record[2].As<Neo4jTemporal>().ToDateOnly().ShouldBe(new DateOnly(2026, 11, 24));
        Should.Throw<InvalidOperationException>(() => record[3].As<Neo4jTemporal>().ToDateOnly()).Message.ShouldContain("LocalTime");
    }

    [Fact]
    public async Task Nodes_relationships_and_paths_are_read_whole()
    {
        await using var transaction = await server.Database.BeginAsync(cancellationToken: Cancellation);

        var record = (await transaction.RunAsync(
            "CREATE (a:Galaxy:Void {name: 'NGC 1', z: 0.015, n: 3})<-[r:NEAR {mpc: 2.0}]-(b {tags: ['x', 'y']}) WITH a, r, b MATCH p = (a)<-[r]-(b) RETURN p, a, r, b", cancellationToken: Cancellation)).Records[0];

        var (node, relationship, path) = (record["a"].As<Neo4jNode>(), record["r"].As<Neo4jRelationship>(), record["p"].As<Neo4jPath>());
        node.Labels.ShouldBe(["Galaxy", "Void"], ignoreOrder: true);
        node.Properties.ShouldBe(new Dictionary<string, Neo4jValue> { ["name"] = "NGC 1", ["z"] = 0.015, ["n"] = 3 }, ignoreOrder: true);
        relationship.Type.ShouldBe("NEAR");
        relationship.EndNodeElementId.ShouldBe(node.ElementId);
        relationship.Properties["mpc"].ShouldBe(2.0);
        path.Nodes.Select(n => n.ElementId).ShouldBe([relationship.EndNodeElementId, relationship.StartNodeElementId]);
        path.Relationships.ShouldHaveSingleItem().ElementId.ShouldBe(relationship.ElementId);
        path.Nodes[1].Properties["tags"].AsList().ShouldBe(["x", "y"]);
    }

    [Fact]
    public async Task A_node_cannot_be_a_parameter()
    {
        var node = new Neo4jNode("4:a:1", [], new Dictionary<string, Neo4jValue>());
        var database = server.Database;
        var result = TypedJsonValue.Of("""{"$type":"Node","_value":{"_element_id":"4:a:1","_labels":[],"_properties":{}}}""");

        result.As<Neo4jNode>().ElementId.ShouldBe(node.ElementId);
        (await Should.ThrowAsync<NotSupportedException>(() => database.RunAsync("RETURN $n", With("n", result), Cancellation))).Message.ShouldContain("Neo4jNode");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("""{"$type":"Integer"}""")]
    [InlineData("""{"$type":"Integer","_value":"x"}""")]
    [InlineData("""{"$type":"Integer","_value":"9223372036854775808"}""")]
    [InlineData("""{"$type":"Boolean","_value":"true"}""")]
    [InlineData("""{"$type":"String","_value":null}""")]
    [InlineData("""{"$type":"Point","_value":"POINT"}""")]
    [InlineData("""{"$type":"List","_value":{}}""")]
    [InlineData("""{"$type":"Node","_value":{}}""")]
    [InlineData("""{"$type":"Path","_value":[]}""")]
    [InlineData("""{"$type":"3","_value":""}""")]
    [InlineData("""{"$type":"Vector","_value":""}""")]
    public void What_is_not_typed_JSON_is_refused(string json) => Should.Throw<System.Text.Json.JsonException>(() => TypedJsonValue.Of(json));

    private static Dictionary<string, Neo4jValue> With(string name, Neo4jValue value) => new() { [name] = value };
}
