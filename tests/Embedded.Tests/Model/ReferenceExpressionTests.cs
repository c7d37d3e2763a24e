using Aspire.Hosting.ApplicationModel;

namespace Lab.Embedded.Tests.Model;

public class ReferenceExpressionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_and_references_become_a_value_and_an_expression()
    {
        var password = new ParameterResource("pw", _ => "p@ss", secret: true);
        var pg = new TestResource("pg");
        var endpoint = pg.AddEndpoint();
        endpoint.AllocatedEndpoint = new(endpoint, "localhost", 5432);
        var expression = ReferenceExpression.Create($"Host={pg.GetEndpoint("tcp").Property(EndpointProperty.Host)};Password={password};Database={"db"}");

        (await expression.GetValueAsync(Cancellation)).ShouldBe("Host=localhost;Password=p@ss;Database=db");
        expression.ValueExpression.ShouldBe("Host={pg.bindings.tcp.host};Password={pw.value};Database=db");
        expression.Format.ShouldBe("Host={0};Password={1};Database=db");
    }

    [Fact]
    public async Task The_format_uri_escapes_what_a_url_must_not_contain()
    {
        var user = new ParameterResource("user", _ => "a b/c@d");
        var expression = ReferenceExpression.Create($"mongodb://{user:uri}:{"p:w":uri}@host");

        (await expression.GetValueAsync(Cancellation)).ShouldBe("mongodb://a%20b%2Fc%40d:p%3Aw@host");
        expression.StringFormats.ShouldBe(["uri"]);
    }

    [Fact]
    public async Task An_unknown_format_is_refused_with_what_is_allowed()
    {
        var user = new ParameterResource("user", _ => "x");
        var expression = ReferenceExpression.Create($"{user:base64}");

        (await Should.ThrowAsync<NotSupportedException>(async () => await expression.GetValueAsync(Cancellation)))
            .Message.ShouldBe("The format 'base64' is not supported. Supported formats are 'uri' (encodes a URI)");
    }

    [Fact]
    public async Task Braces_in_text_stay_as_they_are()
    {
        var value = new ParameterResource("v", _ => "{x}");
        var expression = ReferenceExpression.Create($$"""{ "a": {{value}}, "b": {{"{y}"}} }""");

        (await expression.GetValueAsync(Cancellation)).ShouldBe("""{ "a": {x}, "b": {y} }""");
        expression.ValueExpression.ShouldBe("""{ "a": {v.value}, "b": {y} }""");
    }

    [Fact]
    public async Task An_empty_expression_has_no_value()
    {
        (await ReferenceExpression.Empty.GetValueAsync(Cancellation)).ShouldBeNull();
        (await ReferenceExpression.Create($"").GetValueAsync(Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_builder_puts_pieces_together()
    {
        var name = new ParameterResource("name", _ => "n");
        var builder = new ReferenceExpressionBuilder();
        builder.IsEmpty.ShouldBeTrue();
        builder.AppendLiteral("a=");
        builder.Append($"{name},b={"{1}"}");
        builder.AppendFormatted("&", "uri");
        builder.AppendValueProvider(name, "uri");

        var expression = builder.Build();

        (await expression.GetValueAsync(Cancellation)).ShouldBe("a=n,b={1}%26n");
        expression.ValueExpression.ShouldBe("a={name.value},b={1}%26{name.value}");
    }

    [Fact]
    public void What_has_no_value_cannot_be_appended() =>
        Should.Throw<ArgumentException>(() => new ReferenceExpressionBuilder().AppendValueProvider(7))
            .Message.ShouldStartWith("A Int32 has no value to refer to; allowed: what implements IValueProvider and IManifestExpressionProvider.");

    [Theory]
    [InlineData(true, "host,ssl=true")]
    [InlineData(false, "host")]
    public async Task A_conditional_expression_chooses_by_the_value_of_its_condition(bool tls, string value)
    {
        var cache = new TestResource("cache");
        cache.AddEndpoint().TlsEnabled = tls;
        var suffix = cache.GetEndpoint("tcp").GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty);

        (await ReferenceExpression.Create($"host{suffix}").GetValueAsync(Cancellation)).ShouldBe(value);
    }

    [Fact]
    public void A_conditional_expression_has_the_same_name_each_time()
    {
        var cache = new TestResource("cache");
        cache.AddEndpoint();
        var suffix = cache.GetEndpoint("tcp").GetTlsValue(ReferenceExpression.Create($",ssl=true"), ReferenceExpression.Empty);

        suffix.ValueExpression.ShouldBe("{cond-cache-bindings-tcp-tlsenabled-3eddb73a.connectionString}");
        suffix.IsConditional.ShouldBeTrue();
    }

    [Fact]
    public void References_name_all_that_an_expression_is_made_of()
    {
        var cache = new TestResource("cache");
        cache.AddEndpoint();
        var tls = cache.GetEndpoint("tcp").Property(EndpointProperty.TlsEnabled);
        var password = new ParameterResource("pw", _ => "x");
        IValueWithReferences conditional = ReferenceExpression.CreateConditional(tls, "True", ReferenceExpression.Create($"{password}"), ReferenceExpression.Empty);

        conditional.References.ShouldBe([tls, tls.Endpoint, password]);
    }

    [Fact]
    public async Task A_connection_string_that_is_missing_is_an_error_unless_it_may_be()
    {
        var pg = new TestResource("pg");

        (await Should.ThrowAsync<Aspire.Hosting.DistributedApplicationException>(async () => await Value(optional: false)))
            .Message.ShouldBe("The connection string for the resource 'pg' is not available.");
        (await Value(optional: true)).ShouldBeNull();

        ValueTask<string?> Value(bool optional) => ((IValueProvider)new ConnectionStringReference(pg, optional)).GetValueAsync(Cancellation);
    }
}
