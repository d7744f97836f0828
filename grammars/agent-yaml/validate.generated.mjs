// Made by `npm run schemas` from schemas/agent-yaml.schema.json; do not edit.
// <stdin>
var validate = validate10;
var stdin_default = validate10;
var schema11 = { "$schema": "http://json-schema.org/draft-07/schema#", "$id": "https://cjclint.dev/schemas/agent-yaml.schema.json", "title": "jcexecutor_agent.yaml", "type": "object", "properties": { "request": { "type": "object", "properties": { "onStartup": { "type": "object", "properties": { "action": { "type": "string" } } } } } } };
function validate10(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.request !== void 0) {
      let data0 = data.request;
      if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
        if (data0.onStartup !== void 0) {
          let data1 = data0.onStartup;
          if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
            if (data1.action !== void 0) {
              let data2 = data1.action;
              if (typeof data2 !== "string") {
                const err0 = { instancePath: instancePath + "/request/onStartup/action", schemaPath: "#/properties/request/properties/onStartup/properties/action/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema11.properties.request.properties.onStartup.properties.action.type, parentSchema: schema11.properties.request.properties.onStartup.properties.action, data: data2 };
                if (vErrors === null) {
                  vErrors = [err0];
                } else {
                  vErrors.push(err0);
                }
                errors++;
              }
            }
          } else {
            const err1 = { instancePath: instancePath + "/request/onStartup", schemaPath: "#/properties/request/properties/onStartup/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.request.properties.onStartup.type, parentSchema: schema11.properties.request.properties.onStartup, data: data1 };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
        }
      } else {
        const err2 = { instancePath: instancePath + "/request", schemaPath: "#/properties/request/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.properties.request.type, parentSchema: schema11.properties.request, data: data0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
  } else {
    const err3 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema11.type, parentSchema: schema11, data };
    if (vErrors === null) {
      vErrors = [err3];
    } else {
      vErrors.push(err3);
    }
    errors++;
  }
  validate10.errors = vErrors;
  return errors === 0;
}
export {
  stdin_default as default,
  validate
};
