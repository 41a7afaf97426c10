using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using Orbit.Kubernetes.Admission;

namespace Orbit.Kubernetes.Tests.Admission;

public sealed class ValidatingWebhookTests
{
    private readonly ValidatingWebhook<V1ConfigMap> _webhook = new(new ConfigMapValidator(), NullLogger.Instance);

    [Fact]
    public void IfTheObjectIsGoodThenItIsAllowedUnderTheReviewsUid()
    {
        var answer = Ask(Review("CREATE", ConfigMap("""{"size": "3"}""")));

        answer.ToJsonString().Should().Be("""{"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"u-1","allowed":true}}""");
    }

    [Fact]
    public void IfTheObjectIsBadThenItIsRefusedAsTheApiServerItselfDoesIt()
    {
        var response = Ask(Review("CREATE", ConfigMap("""{"bad": "x", "size": "4"}""")))["response"]!;

        response["allowed"]!.GetValue<bool>().Should().BeFalse();
        var status = response["status"]!;
        status["code"]!.GetValue<int>().Should().Be(422);
        status["reason"]!.GetValue<string>().Should().Be("Invalid");
        status["message"]!.GetValue<string>().Should().Be("ConfigMap \"c\" is invalid: data.bad: must not be there. data.size: is 4; it must be at most 3.");
        var details = status["details"]!;
        details["name"]!.GetValue<string>().Should().Be("c");
        details["kind"]!.GetValue<string>().Should().Be("ConfigMap");
        details["causes"]!.AsArray().Select(c => (c!["field"]!.GetValue<string>(), c["message"]!.GetValue<string>()))
            .Should().Equal(("data.bad", "must not be there."), ("data.size", "is 4; it must be at most 3."));
    }

    [Fact]
    public void IfThereIsAWarningThenTheObjectIsAllowedWithIt() =>
        Ask(Review("CREATE", ConfigMap("""{"odd": "x"}""")))["response"]!.ToJsonString()
            .Should().Be("""{"uid":"u-1","allowed":true,"warnings":["data.odd is odd."]}""");

    [Theory]
    [InlineData("""{"bad": "x"}""", """{"bad": "x"}""", true, "it was stored so, and the update leaves it alone")]
    [InlineData("""{"bad": "x"}""", """{"bad": "x", "odd": "y"}""", true, "another field was changed")]
    [InlineData("""{"bad": "x"}""", """{"bad": "y"}""", false, "the bad field was changed and is bad still")]
    [InlineData("""{"size": "4"}""", """{"size": "5"}""", false, "it became worse")]
    [InlineData("""{"size": "4"}""", """{"size": "4", "bad": "x"}""", false, "there is one error more")]
    [InlineData("""{"size": "4"}""", """{"size": "3"}""", true, "it was put right")]
    [InlineData("""{"fixed": "1"}""", """{}""", false, "it is the change itself that is refused")]
    [InlineData("""{"fixed": "1"}""", """{"fixed": "1"}""", true, "nothing was changed")]
    public void IfAnUpdateMakesNothingWorseThenItIsAllowed(string before, string after, bool allowed, string because) =>
        Allowed(Review("UPDATE", ConfigMap(after, labels: """{"a": "b"}"""), ConfigMap(before))).Should().Be(allowed, because);

    [Fact]
    public void IfAnObjectCanNotBeReadThenTheRefusalNamesTheField()
    {
        var status = Ask(Review("CREATE", """{"metadata": {"name": "c"}, "data": {"a": {"b": 1}}}"""))["response"]!["status"]!;

        status["message"]!.GetValue<string>().Should().StartWith("ConfigMap \"c\" is invalid: data.a: ");
        status["details"]!["causes"]![0]!["field"]!.GetValue<string>().Should().Be("data.a");
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "c", "labels": {"x": "y"}}, "data": {"a": 1}}""", true)]
    [InlineData("""{"metadata": {"name": "c"}, "data": {"a": 2}}""", false)]
    [InlineData("""{"metadata": {"name": "c"}, "data": {"a": "readable"}}""", true)]
    public void IfTheStoredObjectCouldNotBeReadEitherThenItStaysEditableElsewhere(string after, bool allowed) =>
        Allowed(Review("UPDATE", after, """{"metadata": {"name": "c"}, "data": {"a": 1}}""")).Should().Be(allowed);

    [Fact]
    public void IfAnObjectIsBeingDeletedThenItIsLetGo() =>
        Allowed(Review("UPDATE", """{"metadata": {"name": "c", "deletionTimestamp": "2026-08-22T00:00:00Z"}, "data": {"bad": "x"}}""", ConfigMap("{}"))).Should().BeTrue();

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("CONNECT", "")]
    [InlineData("UPDATE", "status")]
    public void IfSomethingElseIsAskedThenItIsAllowed(string operation, string subresource) =>
        Allowed(Review(operation, ConfigMap("""{"bad": "x"}"""), ConfigMap("""{"bad": "y"}"""), subresource)).Should().BeTrue();

    [Fact]
    public void IfTheNameIsStillToBeMadeUpThenTheObjectIsJudgedAllTheSame() =>
        Allowed(Review("CREATE", """{"metadata": {"generateName": "c-"}, "data": {"bad": "x"}}""")).Should().BeFalse();

    [Theory]
    [InlineData("", "The body is no admission review")]
    [InlineData("{\"apiVersion\": ", "The body is no admission review")]
    [InlineData("null", "The body is no admission review, but null.")]
    [InlineData("[]", "The body is no admission review")]
    [InlineData("{}", "The body is (no apiVersion) (no kind), not admission.k8s.io/v1 AdmissionReview.")]
    [InlineData("""{"apiVersion": "admission.k8s.io/v1beta1", "kind": "AdmissionReview"}""", "The body is admission.k8s.io/v1beta1 AdmissionReview, not admission.k8s.io/v1 AdmissionReview.")]
    [InlineData("""{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview"}""", "The review has no request.uid.")]
    [InlineData("""{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u"}}""", "The review is about no kind; this path is for v1 ConfigMap.")]
    [InlineData("""{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u", "kind": {"group": "apps", "version": "v1", "kind": "Deployment"}}}""", "The review is about apps/v1 Deployment; this path is for v1 ConfigMap.")]
    [InlineData("""{"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": 7}}""", "The body is no admission review: request.uid: ")]
    public void IfTheBodyIsNoReviewOfThisKindThenASentenceSaysSo(string body, string sentence)
    {
        var answer = _webhook.Answer(Encoding.UTF8.GetBytes(body));

        answer.StatusCode.Should().Be(400);
        Encoding.UTF8.GetString(answer.Body).Should().StartWith(sentence);
    }

    [Fact]
    public void IfTheBodyNestsWithoutEndThenItIsRefused()
    {
        var deep = Review("CREATE", string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000));

        _webhook.Answer(Encoding.UTF8.GetBytes(deep)).StatusCode.Should().Be(400);
    }

    [Fact]
    public void IfTheValidatorFailsThenTheAnswerIsNoAnswer()
    {
        var answer = _webhook.Answer(Encoding.UTF8.GetBytes(Review("CREATE", ConfigMap("""{"poison": "x"}"""))));

        answer.StatusCode.Should().Be(500, "the API server then acts by the failure policy");
        Encoding.UTF8.GetString(answer.Body).Should().Be("ConfigMap n/c could not be judged; the operator's log says why.\n");
    }

    [Fact]
    public void IfThereAreErrorsWithoutEndThenTwentyAreToldAndTheRestCounted()
    {
        var webhook = new ValidatingWebhook<V1ConfigMap>(new Strict(), NullLogger.Instance);
        var answer = JsonNode.Parse(webhook.Answer(Encoding.UTF8.GetBytes(Review("CREATE", ConfigMap("{}")))).Body)!;

        answer["response"]!["status"]!["details"]!["causes"]!.AsArray().Should().HaveCount(20);
        answer["response"]!["status"]!["message"]!.GetValue<string>().Should().EndWith("And 80 more.");
    }

    private bool Allowed(string review) => Ask(review)["response"]!["allowed"]!.GetValue<bool>();

    private JsonNode Ask(string review)
    {
        var answer = _webhook.Answer(Encoding.UTF8.GetBytes(review));
        answer.StatusCode.Should().Be(200, Encoding.UTF8.GetString(answer.Body));
        return JsonNode.Parse(answer.Body)!;
    }

    private static string ConfigMap(string data, string labels = "{}") => $$"""{"metadata": {"name": "c", "labels": {{labels}}}, "data": {{data}}}""";

    private static string Review(string operation, string value, string? old = null, string subresource = "") => $$$"""
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "u-1", "kind": {"group": "", "version": "v1", "kind": "ConfigMap"}, "resource": {"group": "", "version": "v1", "resource": "configmaps"},
          "subResource": "{{{subresource}}}", "name": "c", "namespace": "n", "operation": "{{{operation}}}", "object": {{{value}}}, "oldObject": {{{old ?? "null"}}}, "dryRun": false}}
        """;

    private sealed class Strict : IValidator<V1ConfigMap>
    {
        public ValidationResult Validate(V1ConfigMap value, V1ConfigMap? old) =>
            new() { Errors = [.. Enumerable.Range(0, 100).Select(i => new FieldError($"data[{i}]", "is too much."))] };
    }
}
