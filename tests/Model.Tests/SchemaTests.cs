using NJsonSchema;

namespace Lab.Model.Tests;

/// <summary>The JSON schema, which editors use, and the reader agree.</summary>
public sealed class SchemaTests : IAsyncLifetime
{
    private JsonSchema schema = new();

    public static TheoryData<string> Names => [.. BrokenLabs.All.Select(c => c.Name)];

    public async ValueTask InitializeAsync() =>
        schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "lab.schema.json"), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void The_declared_lab_fulfils_the_schema() => schema.Validate(LabJson.Text).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Names))]
    public void The_schema_sees_what_a_schema_can_see(string name)
    {
        var broken = BrokenLabs.All.Single(c => c.Name == name);

        var errors = schema.Validate(LabJson.With(broken.Change).ToJsonString());

        (errors.Count > 0).ShouldBe(broken.SchemaSees, string.Join('\n', errors));
    }
}
